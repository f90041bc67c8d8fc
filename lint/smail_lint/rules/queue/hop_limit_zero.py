"""A limit of 0 hops, at which all mail to other hosts is sent back.

*Why it matters*

Remote delivery is refused at or above the limit, and every message has passed at least 0 hosts. `-max_hop_count`
does not mean "no limit".

*Flagged*

```config
-max_hop_count
```

*Better*

```config
max_hop_count = 30
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM722", "hop-limit-zero", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The limit written as 0, or reset."""
    limit = facts.site.variables["max_hop_count"]
    if limit.place is not None and limit.value == 0:
        yield Diagnostic(
            KIND,
            "all mail to other hosts is sent back",
            limit.place,
            notes=("a message is refused when the hosts it has passed are at or above the limit",),
            help="set a number such as 30; there is no way to switch the limit off",
        )


RULE = Rule(KIND, "0.1", check, __name__)
