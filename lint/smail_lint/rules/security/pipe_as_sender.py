"""A program runs as whoever sends the message.

*Why it matters*

With `pipe_as_sender` the account of the sender runs the program, on mail of this host: the recipient's program
acts with the rights of everybody who writes to it. Transports for UUCP are no finding, since `uux` wants to know
who asks.

*Flagged*

```transports
agent: driver=pipe, local;
  cmd="/usr/bin/agent", pipe_as_sender, umask=022
```

*Better*

```transports
agent: driver=pipe, local;
  cmd="/usr/bin/agent", pipe_as_user, umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import has, setting_on, written
from smail_lint.fix.edits import replaced
from smail_lint.rule import Rule

KIND = Kind("SM532", "pipe-as-sender", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`pipe_as_sender` on each program that is not for UUCP and has no account of its own."""
    for entry, _ in written(facts.transports, "pipe"):
        setting = setting_on(entry, "pipe_as_sender", private=True)
        if setting is None or setting.at is None or has(entry, "uucp") or entry.value("user", private=True):
            continue
        yield Diagnostic(
            KIND,
            f"the program of `{entry.name}` runs as whoever sends",
            setting.at,
            help="write `pipe_as_user`, or name an account with `user`",
            fix=Fix("write `pipe_as_user`", "show", replaced(setting, "pipe_as_user")),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
