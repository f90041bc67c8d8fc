"""Grades in a method file that no mail has.

*Why it matters*

The grade of a message comes from its `Precedence:` field by the list `grades`, and is `spool_grade` where there is
none. A row of a method file for other grades is never taken, so mail that was to wait for the night, or to go another
way, goes with all the rest.

*Flagged*

```config
grades = air-mail:A:first-class:C:bulk:a
spool_grade = C
```
```routers
neighbors: driver=uuname, method=uucp; cmd=/usr/bin/uuname
```
```methods/uucp
*/n     uusmtp
*       uux
```

*Better*

```config
grades = air-mail:A:first-class:C:bulk:a
spool_grade = C
```
```routers
neighbors: driver=uuname, method=uucp; cmd=/usr/bin/uuname
```
```methods/uucp
*/a     uusmtp
*       uux
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.method_rows import given_grades, grades, method_files
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM716", "grade-unreachable", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each row all of whose grades are unknown."""
    given = given_grades(facts.site)
    for _, rows in method_files(facts.routers):
        for row in rows:
            of_row = grades(row)
            if given is not None and row.low is not None and of_row and not of_row & given:
                one = f"grade `{min(of_row)}`" if len(of_row) == 1 else "one of these grades"
                yield Diagnostic(
                    KIND,
                    f"no mail has {one}",
                    Span(row.at.source, row.at.start, row.transport_at.start - 1),
                    notes=(f"mail here has the grades {', '.join(f'`{each}`' for each in sorted(given))}",),
                    help="give a precedence this grade in `grades`, or remove the row",
                )


RULE = Rule(KIND, "0.1", check, __name__)
