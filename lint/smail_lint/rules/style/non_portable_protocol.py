"""A database that not every host can search.

*Why it matters*

`lsearch` and `bsearch` read text and are there everywhere. Network maps and `dbm` files need the service or the
library they were made with; on another host the entry defers all mail, or finds nothing.

*Flagged*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=dbm, optional
```

*Better*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=bsearch, optional
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.expression import Lookup
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import parts, templates
from smail_lint.rule import Rule

KIND = Kind("SM913", "non-portable-protocol", Severity.INFO)
_RARE = frozenset({"dbm", "yp", "aliasyp", "nialias", "nisplus"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each such kind of database, of an entry or in a look-up."""
    for one in facts.written:
        if one.fact.name in ("proto", "uk_greybook_hosts_proto") and one.value in _RARE:
            yield _finding(one.value, one.value_at)
    for _, tree in templates(facts.site):
        for part, _ in parts(tree):
            if isinstance(part, Lookup) and part.proto.lower() in _RARE:
                yield _finding(part.proto, part.at)


def _finding(proto: str, at: Span) -> Diagnostic:
    return Diagnostic(
        KIND, f"not every host can search `{proto}`", at, help="use `lsearch` or `bsearch` and a text file"
    )


RULE = Rule(KIND, "0.1", check, __name__)
