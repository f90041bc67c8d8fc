"""A smart host in front of other routers.

*Why it matters*

The match of a smart host has no length, so any other match goes before it, wherever it stands. A file that has it
first reads as if all mail went that way, and does something else. At the end it says what it does.

*Flagged*

```routers
relay: driver=smarthost, transport=smtp; path=relay.example.net
internet: driver=bind, transport=smtp; defnames, defer_no_connect
```

*Better*

```routers
internet: driver=bind, transport=smtp; defnames, defer_no_connect
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import labels, named_routers
from smail_lint.fix.edits import moved_last
from smail_lint.rule import Rule

KIND = Kind("SM425", "smarthost-not-last", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each smart host with a path and without `always` before routers of other drivers."""
    for at, one in enumerate(facts.router_sets):
        behind = [later for later in facts.router_sets[at + 1 :] if not later.weakest and later.entry.at is not None]
        entry = one.entry
        if entry.at is not None and one.weakest and one.may and not one.always and behind:
            yield Diagnostic(
                KIND,
                f"the smart host `{entry.name}` stands before {named_routers(behind)}, which go before it",
                entry.at,
                labels=tuple(labels(behind, "its matches are longer")),
                help=f"move `{entry.name}` to the end of the file",
                fix=None if entry.span is None else Fix("move it to the end", "unsafe", moved_last(entry.span)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
