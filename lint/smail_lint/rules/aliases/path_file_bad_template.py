"""Values in the database of a router that its driver cannot use.

*Why it matters*

Mail for that host waits: a router that meets a value it does not understand puts the address off as a mistake of the
configuration. A route of `pathalias` ends in `!%s`, where the address goes, and names hosts with `!` between them.

*Flagged*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
```

```paths
ash      ash
```

*Better*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch
```

```paths
ash      ash!%s
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.semantics.kinds import BAD_ROUTE
from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = BAD_ROUTE


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """What the front end says, but for remarks in a file that has none, of which SM635 tells."""
    said = (one for one in facts.diagnostics if one.kind is KIND)
    return (one for one in said if not one.at.source.line_bytes(one.at.line).startswith(b"#"))


RULE = Rule(KIND, "0.1", check, __name__)
