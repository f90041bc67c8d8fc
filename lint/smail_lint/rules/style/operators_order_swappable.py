"""Two operators in another order than usual, with the same result.

*Why it matters*

`${strip:lc:user}` and `${lc:strip:user}` give the same, since `strip` looks at no letters. One order for all saves
the question what the difference is. The rule is a matter of taste and runs only when it is selected: `--select
SM924`.

*Flagged*

```transports
keep: driver=pipe, local; cmd="/usr/local/bin/keep ${strip:lc:user}", umask=022
```

*Better*

```transports
keep: driver=pipe, local; cmd="/usr/local/bin/keep ${lc:strip:user}", umask=022
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.mentions import mentions
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import templates
from smail_lint.rule import Rule

KIND = Kind("SM924", "operators-order-swappable", Severity.STYLE)
_UNUSUAL = re.compile(rb"(?<![A-Za-z])(strip):(lc|uc)(?=:)", re.IGNORECASE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `strip` that stands before `lc` or `uc`."""
    for _, tree in templates(facts.site):
        for one in mentions(tree):
            at, operators = one.variable.at, [operator.lower() for operator in one.variable.operators]
            if not any(outer == "strip" and inner in ("lc", "uc") for outer, inner in pairwise(operators)):
                continue
            found = _UNUSUAL.search(at.source.data, at.start, at.end)
            if found is not None:
                usual = f"{found[2].decode()}:{found[1].decode()}"
                place = at.source.span(*found.span())
                yield Diagnostic(
                    KIND,
                    f"`{place.text}` gives the same as `{usual}`",
                    place,
                    help=f"write `{usual}`",
                    fix=Fix(f"write `{usual}`", "unsafe", (Edit(place, usual),)),
                )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe", preview=True)
