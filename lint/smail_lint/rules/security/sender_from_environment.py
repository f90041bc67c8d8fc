"""Whoever calls the mailer chooses the name of the sender.

*Why it matters*

`sender_env_variable` names a variable of the environment that tells who sends. The environment is the caller's
own: with `USER=boss` in front of the command the mail comes from the boss. The login of the caller cannot be
changed that way.

*Flagged*

```config
sender_env_variable = USER
```

*Better*

```config
-sender_env_variable
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM543", "sender-from-environment", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """A variable of the environment that tells who sends."""
    named = facts.site.variables["sender_env_variable"]
    if named.place is not None and named.value:
        yield Diagnostic(
            KIND,
            f"callers choose the sender with `{named.value}` in their environment",
            named.place,
            help="leave it unset: the login of the caller is taken then",
            fix=Fix("remove the setting", "show", removed(named)),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
