"""Rows of a method file that share grades of one host, or leave some out.

*Why it matters*

The first row that fits decides, so that of two ranges which overlap the second is smaller than it looks. A grade that
no row covers has no transport, and mail of that grade is parked with an error of configuration.

*Flagged*

```routers
paths: driver=pathalias, method=by_host; file=paths, proto=lsearch, optional
```
```methods/by_host
ash/A-M     uux
ash/C-      smtp
*           smtp
```

*Better*

```routers
paths: driver=pathalias, method=by_host; file=paths, proto=lsearch, optional
```
```methods/by_host
ash/A-M     uux
*           smtp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, MethodRule
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.characters import fold
from smail_lint.facts.method_rows import GRADES, grades, method_files
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM435", "method-grade-overlap-or-gap", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each row that takes only some of its grades, and each host of which grades are left out."""
    for entry, rows in method_files(facts.routers):
        hosts: dict[str, list[MethodRule]] = {}
        for row in rows:
            hosts.setdefault(fold(row.host), []).append(row)
        for name, some in hosts.items():
            yield from _overlaps(some)
            if name != "*" and any(row.low is not None for row in some):
                yield from _gap(entry, some, hosts.get("*", []))


def _overlaps(rows: list[MethodRule]) -> Iterator[Diagnostic]:
    """Each row of which earlier ones by other transports take some grades, but not all."""
    for at, row in enumerate(rows):
        for earlier in rows[:at]:
            both = grades(row) & grades(earlier)
            if both and row.low is not None and earlier.low is not None and row.transport != earlier.transport:
                yield Diagnostic(
                    KIND,
                    f"grade `{min(both)}` of `{row.host}` is in two rows, and goes by `{earlier.transport}`",
                    row.at,
                    labels=(Label(earlier.at, "the first row that fits counts"),),
                    help="let the ranges end where the next begins",
                )
                return


def _gap(entry: Entry, rows: list[MethodRule], others: list[MethodRule]) -> Iterator[Diagnostic]:
    """The grades of a host without any row, when the router has no transport of its own."""
    left = GRADES - frozenset[str]().union(*(grades(row) for row in (*rows, *others)))
    if left and not isinstance(entry.value("transport", private=False), str):
        yield Diagnostic(
            KIND,
            f"grade `{min(left)}` of `{rows[0].host}` has no transport",
            rows[-1].at,
            notes=(f"mail of that grade by the router `{entry.name}` is parked with an error of configuration",),
            help=f"add a row `{rows[0].host}` without grades, or a row for `*`, at the end",
        )


RULE = Rule(KIND, "0.1", check, __name__)
