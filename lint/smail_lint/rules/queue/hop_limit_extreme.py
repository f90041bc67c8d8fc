"""A limit on hops that lets loops live long, or that ordinary mail can reach.

*Why it matters*

Mail that has passed this many hosts is sent back. Ten hosts are nothing unusual with gateways and filters on the
way; and a message in a loop passes the limit times two hosts before anybody hears of it. RFC 5321, section 6.3,
wants at least 100, Smail took 20; anything between the two is common.

*Flagged*

```config
max_hop_count = 5
```

*Better*

```config
max_hop_count = 30
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM713", "hop-limit-extreme", Severity.WARNING)


FEWEST = Parameter(KIND.code, "fewest", 10, 1, 1000, "hops; a lower limit stops ordinary mail")
MOST = Parameter(KIND.code, "most", 250, 1, 100_000, "hops; a higher limit lets loops live long")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """A written limit outside the usual; what is below the least value is reported for its range."""
    limit = facts.site.variables["max_hop_count"]
    if limit.place is None or not isinstance(limit.value, int) or limit.value < 1:
        return
    if limit.value < facts.number(FEWEST) or limit.value > facts.number(MOST):
        few = limit.value < facts.number(FEWEST)
        yield Diagnostic(
            KIND,
            "ordinary mail reaches this limit" if few else "mail in a loop runs on for hundreds of hops",
            limit.place,
            notes=(f"mail that has passed {limit.value} hosts is sent back",),
            help="set it to a number from 20 to 100",
        )


RULE = Rule(KIND, "0.1", check, __name__, parameters=(FEWEST, MOST))
