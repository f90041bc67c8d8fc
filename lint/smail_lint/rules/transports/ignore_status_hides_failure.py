"""A delivery command whose failure counts as delivery.

*Why it matters*

With `ignore_status` the mail is done with, whatever the command says. A program that cannot write, or is not there,
loses mail, and neither sender nor postmaster hears of it.

*Flagged*

```transports
lists: driver=pipe, local; cmd="/usr/lib/lists/post", umask=022, ignore_status
```

*Better*

```transports
lists: driver=pipe, local; cmd="/usr/lib/lists/post", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import PRODUCED, setting_on, written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM720", "ignore-status-hides-failure", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The flag on a pipe that a director or router names; users' own commands and shadows are left alone."""
    site = facts.site
    copies = {one.value("shadow", private=False) for one in site.transports}
    for entry, _ in written(facts.transports, "pipe"):
        setting = setting_on(entry, "ignore_status", private=True)
        if setting is not None and setting.at is not None and entry.name not in PRODUCED | copies:
            yield Diagnostic(
                KIND,
                f"mail that `{entry.name}` fails to deliver is lost without a word",
                setting.at,
                notes=("whatever the command says, the mail counts as delivered",),
                help="remove `ignore_status`, and add `defer_child_errors` to try again",
                fix=Fix("remove `ignore_status`", "unsafe", removed(setting)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
