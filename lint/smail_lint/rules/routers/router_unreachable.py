"""A router that never decides, because earlier ones have the last word about all its targets.

*Why it matters*

Of all routers the longest match wins, the earlier of two alike, and a full match ends the round. A router of which
every target is known in full before it, or with a match as long as its own, has no effect: mail that was meant to go
its way goes another.

*Flagged*

```config
hostnames = mx.example.org
```
```routers
relay: driver=smarthost, transport=smtp; path=relay.example.net
spare: driver=smarthost, transport=smtp; path=spare.example.net
```

*Better*

```config
hostnames = mx.example.org
```
```routers
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.router_sets import RouterSet
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import both_ways, labels, named_routers
from smail_lint.rule import Rule

KIND = Kind("SM421", "router-unreachable", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each router without a target of its own, but for those that a smart host with `always` cuts off."""
    for one in facts.unreached:
        at = one.router.entry.at
        if at is None or any(blocker.weakest and blocker.always for blocker in one.blockers):
            continue
        yield Diagnostic(
            KIND,
            f"router `{one.router.entry.name}` never decides, {named_routers(one.blockers)} {_have(one.blockers)}",
            at,
            labels=tuple(labels(one.blockers, "has the last word before")),
            notes=both_ways(one.witness, one.blockers[0], one.router),
            help=f"move `{one.router.entry.name}` before {named_routers(one.blockers[:1])}, or remove it",
            witness=f"jane@{one.witness}",
        )


def _have(blockers: tuple[RouterSet, ...]) -> str:
    return "has every target first" if len(blockers) == 1 else "have every target first"


RULE = Rule(KIND, "0.1", check, __name__)
