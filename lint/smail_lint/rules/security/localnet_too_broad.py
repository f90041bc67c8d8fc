"""`localnet` stands for the old class of an address, not for the network of this host.

*Why it matters*

Before networks were cut freely the first bits of an address told how large its network was. `localnet` still goes
by that: for 10.1.2.3 it is all of 10.0.0.0/8, for a rented 203.0.113.5 the 254 neighbours that others rented. All
of them are taken for clients of this site.

*Flagged*

```config
smtp_remote_allow = localnet
```

*Better*

```config
smtp_remote_allow = localhost:192.0.2.0/28
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.list_items import items
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM534", "localnet-too-broad", Severity.WARNING)

_LISTS = ("smtp_remote_allow", "smtp_sender_no_verify")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `localnet` in a list of clients that are trusted."""
    for name in _LISTS:
        for item, at in items(facts.site.variables[name]):
            if item.lower() == "localnet":
                yield Diagnostic(
                    KIND,
                    "`localnet` takes in addresses that may not be yours",
                    at,
                    help="write the network with its length, such as 192.0.2.0/28",
                    fix=Fix("write a network", "show", (Edit(at, "192.0.2.0/28"),)),
                )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
