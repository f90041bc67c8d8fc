"""The list of trusted users is switched off, so that everybody is trusted.

*Why it matters*

Trusted users may state any sender, write their own `Received:` lines and name the host that a message came from.
With the list taken away no account is told apart: everybody who can start the mailer can forge mail that seems to
come from this site.

*Flagged*

```config
-trusted_users
```

*Better*

```config
trusted_users = root:uucp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM521", "everyone-trusted", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The list of trusted users taken away in writing."""
    trusted = facts.site.variables["trusted"]
    if trusted.at is not None and trusted.value is None:
        yield Diagnostic(
            KIND,
            "every account may state any sender",
            trusted.at,
            notes=("without a list of trusted users nobody is left out of it",),
            help="name the accounts that hand mail on, such as `trusted_users = root:uucp`",
            fix=Fix("remove the setting", "unsafe", removed(trusted)),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
