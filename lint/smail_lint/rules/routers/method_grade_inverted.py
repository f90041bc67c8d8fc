"""A range of grades that ends before it begins.

*Why it matters*

Grades are compared by character code: digits, capitals, small letters. A range from the later to the earlier holds
none, so that the row never counts.

*Flagged*

```routers
paths: driver=pathalias, method=by_host; file=paths, proto=lsearch, optional
```
```methods/by_host
ash/c-A     uux
*           smtp
```

*Better*

```routers
paths: driver=pathalias, method=by_host; file=paths, proto=lsearch, optional
```
```methods/by_host
ash/A-c     uux
*           smtp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import MethodRule
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.method_rows import method_files
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM436", "method-grade-inverted", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each row with such a range."""
    for _, rows in method_files(facts.routers):
        for row in rows:
            if row.low and row.high and row.low > row.high:
                yield Diagnostic(
                    KIND,
                    f"no grade lies between `{row.low}` and `{row.high}`",
                    row.at,
                    notes=("digits come before capitals, capitals before small letters",),
                    help=f"write `{row.host}/{row.high}-{row.low}`",
                    fix=_fix(row),
                )


def _fix(row: MethodRule) -> Fix | None:
    written, turned = f"/{row.low}-{row.high}", f"/{row.high}-{row.low}"
    if row.at.text.count(written) != 1:
        return None
    return Fix("exchange the ends", "unsafe", (Edit(row.at, row.at.text.replace(written, turned)),))


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
