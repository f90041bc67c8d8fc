"""The word `localnet` among hosts, which stands for a whole class of addresses.

*Why it matters*

Networks have not been given out in classes since 1993. The class of an address from a provider covers thousands of
strangers, who are then refused. The next release may not know the word. Where it permits something, SM534 reports it.

*Flagged*

```config
smtp_reject_hosts = bad.example.net:localnet
```

*Better*

```config
smtp_reject_hosts = bad.example.net:192.0.2.0/24
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM808", "localnet-deprecated", Severity.WARNING)
_LISTS = frozenset({"smtp_reject_hosts", "smtp_bad_mx_targets"})
"""Lists that refuse; in those that permit the word is also too broad, which SM534 reports."""


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each item of a list of hosts that is this word."""
    for one in facts.written:
        if one.entry is not None or one.fact.name not in _LISTS:
            continue
        for item, at in one.items():
            if item.strip().lower().lstrip("!") == "localnet":
                yield Diagnostic(
                    KIND,
                    "`localnet` is every address of the class of this host",
                    at,
                    help="write the networks that are meant, with their masks",
                    fix=Fix("write a network", "show", (Edit(at, "192.0.2.0/24"),)),
                )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
