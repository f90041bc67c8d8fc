"""Failures of a command that are both put off and ignored.

*Why it matters*

`defer_child_errors` tries again after a failure, `ignore_status` and `ignore_write_errors` say that there was none.
What is ignored is never put off.

*Flagged*

```transports
fax: driver=pipe, local; cmd="/usr/lib/fax-mail", umask=022, defer_child_errors, ignore_status
```

*Better*

```transports
fax: driver=pipe, local; cmd="/usr/lib/fax-mail", umask=022, defer_child_errors
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import setting_on, written
from smail_lint.rule import Rule

KIND = Kind("SM460", "error-policy-contradiction", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each flag that takes from `defer_child_errors` what it would put off."""
    for entry, _ in written(facts.transports, "pipe"):
        later = setting_on(entry, "defer_child_errors", private=True)
        for name in ("ignore_status", "ignore_write_errors"):
            ignored = setting_on(entry, name, private=True)
            if later is not None and ignored is not None and later.at is not None and ignored.at is not None:
                yield Diagnostic(
                    KIND,
                    f"`{name}` makes a success of what `defer_child_errors` would try again",
                    ignored.at,
                    labels=(Label(later.at, "asks for another attempt"),),
                    help="keep one of the two",
                )


RULE = Rule(KIND, "0.1", check, __name__)
