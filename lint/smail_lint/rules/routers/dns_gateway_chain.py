"""Gateways that stand for each other.

*Why it matters*

With `gateways` the name servers are asked about the gateway in place of the host. If the gateway of one domain lies
in another that has a gateway of its own, in the first, mail between them depends on which of the two is asked: each
hands it to the other.

*Flagged*

```routers
internet: driver=bind, transport=smtp; defnames, gateways=gate.a.example:b.example:+:gate.b.example:a.example
```

*Better*

```routers
internet: driver=bind, transport=smtp; defnames, gateways=gate.example.org:a.example:b.example
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.entries import text
from smail_lint.facts.gateways import chains
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM455", "dns-gateway-chain", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each router with a circle of gateways."""
    for entry, _ in written(facts.routers, "bind"):
        setting = entry.setting("gateways", private=True)
        circle = next(chains(text(entry, "gateways").split(":")), None)
        if setting is not None and setting.place is not None and circle is not None:
            yield Diagnostic(
                KIND,
                f"the gateways {' and '.join(f'`{one}`' for one in circle)} lie behind each other",
                setting.place,
                notes=("mail for either domain goes to a host of the other",),
                help="name gateways that are in no domain with a gateway",
            )


RULE = Rule(KIND, "0.1", check, __name__)
