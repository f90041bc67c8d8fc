"""A method file that names no transport for other hosts.

*Why it matters*

A router with a method file takes the transport from the row of the next host. A host without a row gets the
`transport` of the router; without that its mail is parked with an error of configuration.

*Flagged*

```routers
paths: driver=pathalias, method=by_host; file=paths, proto=lsearch, optional
```
```methods/by_host
ash     uux
box     smtp
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
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity, labelled
from smail_lint.facts.method_rows import method_files
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM437", "method-without-catch-all", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each router with rows, none of which is for all hosts, and without a transport."""
    for entry, rows in method_files(facts.routers):
        if any(row.host == "*" for row in rows) or isinstance(entry.value("transport", private=False), str):
            continue
        if entry.driver == "smarthost" or entry.value("read_transport", private=True):
            continue
        yield Diagnostic(
            KIND,
            f"the method file of `{entry.name}` has no row for other hosts",
            rows[-1].at,
            labels=labelled(entry.at, "names no transport"),
            notes=("mail for a host without a row is parked with an error of configuration",),
            help="add a row for `*` at the end, or a `transport` to the router",
            fix=_fix(rows[-1]),
        )


def _fix(last: MethodRule) -> Fix:
    """A row at the end, with the transport of the last one: which it is to be, only the writer knows."""
    source = last.at.source
    end = len(source.data)
    between = "" if source.data.endswith(b"\n") else "\n"
    row = f"{between}* {last.transport}\n"
    return Fix(f"send all others by `{last.transport}`", "show", (Edit(source.span(end, end), row),))


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
