"""Programs make files that every account may write.

*Why it matters*

A configured pipe transport starts its program with the umask 0 unless `umask` says otherwise, so that files of a
program which sets no mode are open to all. The built-in transports have 022.

*Flagged*

```transports
agent: driver=pipe, local;
  cmd="/usr/bin/agent"
```

*Better*

```transports
agent: driver=pipe, local;
  cmd="/usr/bin/agent", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import place, written
from smail_lint.fix.edits import added, revalued
from smail_lint.rule import Rule

KIND = Kind("SM546", "pipe-umask-open", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each program whose umask is 0, by writing or by default."""
    for entry, at in written(facts.transports, "pipe"):
        umask, command = entry.setting("umask", private=True), entry.setting("cmd", private=True)
        if entry.value("umask", private=True) or command is None:
            continue
        edits = added(command, "umask=022") if umask is None else revalued(umask, "022")
        yield Diagnostic(
            KIND,
            f"the program of `{entry.name}` makes files that everybody may write",
            place(entry, "umask", private=True) or at,
            help="add `umask=022`",
            fix=Fix("write `umask=022`", "unsafe", edits),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
