"""Two databases of paths with different routes for the same host.

*Why it matters*

Both routers match the host with the same length, so that the earlier one wins and the row of the later is never used.
Whoever corrects the later row, or moves a router, changes nothing, or more than was meant.

*Flagged*

```routers
near: driver=pathalias, transport=smtp; file=near, proto=lsearch
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
```near
ash     ash.example.net!%s
```
```paths
ash     oak!ash!%s
box     oak!box!%s
```

*Better*

```routers
near: driver=pathalias, transport=smtp; file=near, proto=lsearch
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
```near
ash     ash.example.net!%s
```
```paths
box     oak!box!%s
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.characters import readable
from smail_lint.facts.router_order import Shared, shared
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import both_ways
from smail_lint.rule import Rule

KIND = Kind("SM422", "router-same-domain-different-transport", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each pair of databases with such hosts, at the first of these in the later one."""
    gone = {id(one.router) for one in facts.unreached}
    for one in shared(facts.router_sets):
        if id(one.later) not in gone and one.later.entry.at is not None:
            yield _finding(one)


def _finding(one: Shared) -> Diagnostic:
    assert one.earlier.file is not None and one.later.file is not None
    name, more = one.names[0], len(one.names) - 1
    return Diagnostic(
        KIND,
        f"`{readable(name)}` has another way in `{one.earlier.entry.name}`, which counts" + _more(more),
        one.later.file.key_at(name),
        labels=(Label(one.earlier.file.key_at(name), "this row counts"),),
        notes=both_ways(one.host, one.earlier, one.later),
        help="keep one of the rows",
        witness=f"jane@{readable(one.host)}",
    )


def _more(more: int) -> str:
    return f" ({more} more hosts alike)" if more else ""


RULE = Rule(KIND, "0.1", check, __name__)
