"""A program is started for each address that comes in.

*Why it matters*

Every unknown name starts a process, and every host that a router asks a program about another one. Strangers decide
how many: a run of guessed names is a run of processes. The daemon bounds how many there are at a time, and mail waits
meanwhile. It is meant so wherever it is written, so the rule runs only when it is selected.

*Flagged*

```routers
ask: driver=queryprogram, transport=smtp; cmd="/usr/libexec/way $host"
```

*Better*

```routers
paths: driver=pathalias, transport=smtp; file=paths, proto=lsearch
```
```paths
hub.example.org hub.example.org!%s
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.entries import value_place
from smail_lint.facts.reachability import new_user
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM540", "external-program-per-recipient", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each catch-all that is a command, and each router that asks a program."""
    for entry in facts.directors:
        target = new_user(facts.site, entry) if entry.driver == "smartuser" else None
        at = None if target is None else target.place
        if target is not None and at is not None and str(target.value).lstrip(' "').startswith("|"):
            yield _found(at, f"each unknown name starts the command of `{entry.name}`", "name a mailbox or a list")
    for entry in facts.routers:
        at = value_place(entry, "cmd") if entry.driver == "queryprogram" else None
        if at is not None:
            yield _found(
                at, f"each host that `{entry.name}` is asked for starts a program", "write a database of paths"
            )


def _found(at: Span, message: str, better: str) -> Diagnostic:
    return Diagnostic(
        KIND,
        message,
        at,
        notes=("how many are started is up to those who send",),
        help=f"{better}, or bound the number of connections with `smtp_accept_max`",
    )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
