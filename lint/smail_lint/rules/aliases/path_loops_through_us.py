"""A route that leads through this host again.

*Why it matters*

The next host gives the mail back to us, and we send it the same way once more. It goes round until the limit on hops
sends it back, and costs both hosts their lines until then.

*Flagged*

```config
hostnames = elm.example.org
uucp_name = elm
```
```routers
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
```
```paths
oak     ash!elm!oak!%s
```

*Better*

```config
hostnames = elm.example.org
uucp_name = elm
```
```routers
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
```
```paths
oak     ash!oak!%s
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.characters import fold
from smail_lint.facts.local_names import local_hosts
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM631", "path-loops-through-us", Severity.WARNING)

_ROUTE = re.compile(r"[^ \t\n]+")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each row of a pathalias database with a local name behind the first host."""
    here = local_hosts(facts.site)
    for data in {id(one.source): one for one in facts.site.routes.values()}.values() if here else ():
        for row in data.rows:
            found = _ROUTE.match(row.value.decode("latin-1"))
            again = next((one for one in found[0].split("!")[1:] if fold(one) in here), None) if found else None
            if again is not None:
                at = max(data.source.data.find(row.value, row.start + len(row.key)), row.start)
                yield Diagnostic(
                    KIND,
                    f"the route to `{row.key.decode('utf-8', 'replace')}` leads through `{again}`, this host",
                    data.source.span(at, at + (len(found[0]) if found else 1)),
                    notes=("the mail comes back and goes the same way again, until the limit on hops ends it",),
                    help=f"leave `{again}` out, or give the route that begins behind it",
                )


RULE = Rule(KIND, "0.1", check, __name__)
