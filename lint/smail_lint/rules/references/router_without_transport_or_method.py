"""A router that finds hosts and no transport to reach them.

*Why it matters*

The transport comes from the driver, else from the method file, else from `transport`. With none of them each
address that the router takes waits as a configuration error.

*Flagged*

```routers
world: driver=bind; defnames
```

*Better*

```routers
world: driver=bind, transport=smtp; defnames
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM307", "router-without-transport-or-method", Severity.ERROR)


_NEED_ONE = frozenset({"bind", "gethostbyname", "gethostbyaddr", "pathalias", "uuname"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each router of a driver that never tells the transport itself, without `transport` and `method`."""
    for entry in facts.routers:
        told = entry.value("transport", private=False) or entry.setting("method", private=False)
        if entry.driver in _NEED_ONE and not told and entry.at is not None:
            yield Diagnostic(
                KIND,
                f"nothing says how mail reaches the hosts that `{entry.name}` finds",
                entry.at,
                notes=("mail to these hosts waits as a configuration error",),
                help="add `transport=smtp`, or `method` with a file that names transports by host",
            )


RULE = Rule(KIND, "0.1", check, __name__)
