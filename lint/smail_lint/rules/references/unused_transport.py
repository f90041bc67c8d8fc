"""A transport that nothing leads to.

*Why it matters*

No director, router, method file or variable names it, nor does another transport. It is a leftover, or the name
that should lead to it is misspelt somewhere.

*Flagged*

```transports
archive: driver=appendfile, local; dir=/var/archive, mode=0600
```
```routers
r: driver=bind, transport=smtp
```

*Better*

```transports
archive: driver=appendfile, local; dir=/var/archive, mode=0600
local: driver=appendfile, local, shadow=archive; dir=/var/box/${lc:user}, mode=0600, check_user
```
```routers
r: driver=bind, transport=smtp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.semantics.kinds import FALLS_BACK, REQUIRED_FILE
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM310", "unused-transport", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each transport of the site's own that is out of reach, when all that leads to transports is known.

    A transports file alone, beside built-in directors and routers, is left in peace: it is a part of something. So is
    one beside a file that is named and missing.
    """
    missing = any(one.kind in (REQUIRED_FILE, FALLS_BACK) for one in facts.diagnostics)
    used = facts.used_transports if (facts.directors or facts.routers) and not missing else None
    for entry in facts.transports if used is not None else ():
        if used is not None and entry.name not in used and entry.at is not None:
            yield Diagnostic(
                KIND,
                f"nothing leads to the transport `{entry.name}`",
                entry.at,
                notes=("no director, router, method file, variable or transport in reach names it",),
                help="remove it, or name it where mail should take this way",
            )


RULE = Rule(KIND, "0.1", check, __name__)
