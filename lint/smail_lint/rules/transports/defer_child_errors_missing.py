"""A UUCP or delivery command whose passing failures bounce mail.

*Why it matters*

A full disk or a program that is being replaced is over in minutes. Without `defer_child_errors` the mail of these
minutes goes back to its senders.

*Flagged*

```transports
uux: driver=pipe, uucp, from, max_addrs=5, max_chars=200; cmd="/usr/bin/uux - $host!rmail $(($user)$)", umask=022
```

*Better*

```transports
uux: driver=pipe, uucp, from, max_addrs=5, max_chars=200;
  cmd="/usr/bin/uux - $host!rmail $(($user)$)", umask=022, defer_child_errors
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import PRODUCED, written
from smail_lint.rule import Rule

KIND = Kind("SM719", "defer-child-errors-missing", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each pipe that neither puts off nor ignores failures; the one for users' own commands is left alone."""
    for entry, at in written(facts.transports, "pipe"):
        said = [entry.setting(name, private=True) for name in ("defer_child_errors", "ignore_status")]
        if entry.name not in PRODUCED and said == [None, None]:
            yield Diagnostic(
                KIND,
                f"a passing failure of the command of `{entry.name}` bounces mail",
                at,
                notes=("any status but 0 sends the mail back at once",),
                help="add `defer_child_errors`, or `-defer_child_errors` if it is meant",
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
