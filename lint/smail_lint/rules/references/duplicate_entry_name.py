"""Two entries of one file with the same name.

*Why it matters*

Smail does not notice. Of two transports the first is always found and the other never; two directors or routers
both run, and logs, traces and `matchdirector` cannot tell them apart.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, -max_addrs; short_timeout=5m
relay: driver=tcpsmtp, inet, -max_addrs; use_bind
```
```routers
all: driver=smarthost, transport=relay; path=hub.example.net
```

*Better*

```transports
relay: driver=tcpsmtp, inet, -max_addrs; short_timeout=5m, use_bind
```
```routers
all: driver=smarthost, transport=relay; path=hub.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM311", "duplicate-entry-name", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each repetition of a name among the written entries of one kind."""
    site = facts.site
    for entries, effect in ((site.directors, _BOTH), (site.routers, _BOTH), (site.transports, _HIDDEN)):
        first: dict[str, Entry] = {}
        for entry in entries:
            earlier = first.setdefault(entry.name, entry) if entry.at is not None else entry
            if earlier is not entry and earlier.at is not None and entry.at is not None:
                yield Diagnostic(
                    KIND,
                    f"there is a {entry.kind.value} `{entry.name}` already",
                    entry.at,
                    labels=(Label(earlier.at, "the first one"),),
                    notes=(effect,),
                    help="rename one of them, or remove what is left over",
                )


_BOTH = "both are in force, one after the other"
_HIDDEN = "only the first one is ever found"


RULE = Rule(KIND, "0.1", check, __name__)
