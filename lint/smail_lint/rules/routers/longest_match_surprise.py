"""A later router that wins by the longer match.

*Why it matters*

The order of routers decides only between matches of one length. A way for a whole domain in an earlier database gives
way to one for a host, or a smaller domain, in a later. That is the rule of the house and often meant, so the note is
off unless it is selected. An earlier router that must win has `always`.

*Flagged*

```routers
forced: driver=pathalias, transport=smtp; file=forced, proto=lsearch
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
```forced
.example.net    gate!%s
```
```paths
ash.example.net     oak!ash!%s
.example.com        oak!%s
```

*Better*

```routers
forced: driver=pathalias, transport=smtp, always; file=forced, proto=lsearch
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
```forced
.example.net    gate!%s
```
```paths
ash.example.net     oak!ash!%s
.example.com        oak!%s
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Label, Severity
from smail_lint.facts.characters import readable
from smail_lint.facts.router_order import Shared, overtaken
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import both_ways
from smail_lint.rule import Rule

KIND = Kind("SM423", "longest-match-surprise", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each pair of databases with such hosts, at the first of these in the later one."""
    for one in overtaken(facts.router_sets):
        if one.later.entry.at is not None:
            yield _finding(one)


def _finding(one: Shared) -> Diagnostic:
    assert one.earlier.file is not None and one.later.file is not None
    domain, first = one.names[0], one.earlier.entry
    return Diagnostic(
        KIND,
        f"`{readable(one.host)}` goes by `{one.later.entry.name}`, though `{first.name}` knows its domain first",
        one.later.file.key_at(one.host),
        labels=(Label(one.earlier.file.key_at(domain), "the match of this row is shorter"),),
        notes=both_ways(one.host, one.later, one.earlier),
        help=f"nothing to do, if it is meant; else give `{first.name}` the attribute `always`",
        witness=f"jane@{readable(one.host)}",
        fix=_fix(first),
    )


def _fix(entry: Entry) -> Fix | None:
    last = entry.generic[-1].at if entry.generic else None
    if last is None:
        return None
    return Fix(
        f"give `{entry.name}` the last word", "show", (Edit(last.source.span(last.end, last.end), ", always"),)
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="show", preview=True)
