"""A row for all hosts in a method file with other rows behind it.

*Why it matters*

The first row that fits decides. A row for `*` without grades fits every host, so that no row behind it is ever used
and mail for the hosts named there takes the transport of the first.

*Flagged*

```routers
paths: driver=pathalias, method=by_host; file=paths, proto=lsearch, optional
```
```methods/by_host
*       smtp
ash     uux
```

*Better*

```routers
paths: driver=pathalias, method=by_host; file=paths, proto=lsearch, optional
```
```methods/by_host
ash     uux
*       smtp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import MethodRule
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.method_rows import method_files
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import moved_last
from smail_lint.rule import Rule

KIND = Kind("SM434", "method-wildcard-not-last", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each method file with rows behind the one for all hosts and grades."""
    for _, rows in method_files(facts.routers):
        at = next((at for at, row in enumerate(rows) if row.host == "*" and row.low is None), None)
        hidden = [] if at is None else [row for row in rows[at + 1 :] if row.transport != rows[at].transport]
        if at is not None and hidden:
            yield _finding(rows[at], hidden)


def _finding(star: MethodRule, hidden: list[MethodRule]) -> Diagnostic:
    first, many = hidden[0], len(hidden) - 1
    return Diagnostic(
        KIND,
        f"the row for `{first.host}` is never used behind `*`" + (f" (and {many} more)" if many else ""),
        first.at,
        labels=(Label(star.at, "fits every host"),),
        notes=(f"mail for `{first.host}` goes by `{star.transport}`, not by `{first.transport}`",),
        help="move the row for `*` to the end of the file",
        fix=None
        if any(row.host == "*" and row.low is None for row in hidden)
        else Fix("move the row for `*` to the end", "unsafe", moved_last(star.at)),
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
