"""A database of routes that is not in order, or names a host twice.

*Why it matters*

A binary search, as Smail makes it, misses hosts that are out of order; of a host that stands there twice it takes
whichever it meets. Here the file goes into the table, where every host is found and the first line counts, so
the two mailers may send the same mail different ways.

*Flagged*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=bsearch
```
```paths
oak ash!oak!%s
ash ash!%s
```

*Better*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=bsearch
```
```paths
ash ash!%s
oak ash!oak!%s
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Label, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.database_lines import Line, in_order, repeated, route_files, unsorted
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM632", "unsorted-or-duplicate-path", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Hosts that stand twice, and the first one out of order, in each database of proto bsearch."""
    for source in {id(one): one for one in route_files(facts.site)}.values():
        for line, first in repeated(source):
            yield Diagnostic(
                KIND,
                f"`{_key(line).text}` has a route already",
                _key(line),
                labels=(Label(_key(first), "this one counts here; Smail takes whichever it meets"),),
                help="remove one of the two",
            )
        found = unsorted(source)
        if found is not None:
            yield _unsorted(*found)


def _unsorted(above: Line, line: Line) -> Diagnostic:
    source = line.at.source
    ordered = in_order(source)
    whole = source.span(0, len(source.data))
    return Diagnostic(
        KIND,
        f"`{_key(line).text}` stands behind `{_key(above).text}`, so a binary search may miss it",
        _key(line),
        labels=(Label(_key(above), "comes later in the order of keys"),),
        help="sort the file by its keys",
        fix=None if ordered is None else Fix("sort the file", "safe", (Edit(whole, ordered),)),
    )


def _key(line: Line) -> Span:
    return line.at.source.span(line.at.start, line.at.start + len(line.key))


RULE = Rule(KIND, "0.1", check, __name__, fix="safe")
