"""An item in a list of hosts that is meant as an address or network and is neither.

*Why it matters*

Lists of hosts take names, addresses, addresses with `*` at the end, and networks such as `192.0.2.0/24`. What cannot
be read as any of them fits no host: who was to be let in is refused, and who was to be refused gets in.

*Flagged*

```config
smtp_remote_allow = localhost:10.1.1/33
```

*Better*

```config
smtp_remote_allow = localhost:10.1.1.0/24
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_network

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM227", "invalid-network-literal", Severity.ERROR)
_LISTS = frozenset({"smtp_remote_allow", "smtp_reject_hosts", "smtp_bad_mx_targets", "smtp_sender_no_verify"})
_NUMERIC = re.compile(r"[0-9]+(?:\.[0-9]+){0,4}\.?(?:/[0-9]*)?", re.ASCII)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each item that is made of numbers and is no address or network."""
    for one in facts.written:
        if one.entry is not None or one.fact.name not in _LISTS:
            continue
        for item, at in one.items():
            wrong = _wrong(item.strip()) if _NUMERIC.fullmatch(item.strip()) else None
            if wrong:
                yield Diagnostic(
                    KIND,
                    f"`{item.strip()}` is no address or network: {wrong}",
                    at,
                    help="write four numbers up to 255, and up to 32 behind a slash: `192.0.2.0/24`",
                )


def _wrong(item: str) -> str | None:
    """What is wrong with an address, or None."""
    address, slash, length = item.partition("/")
    numbers = address.split(".")
    large = next((number for number in numbers if number and int(number[:9]) > 255), None)
    if large is not None:
        return f"{large} is more than 255"
    if slash and (not length or int(length[:9]) > 32):
        return "a mask has 0 to 32 bits"
    if len(numbers) > 4 or "" in numbers:
        return "it has not four numbers"
    if not slash:
        return None if len(numbers) == 4 else "it has not four numbers"
    whole = ".".join([*map(str, map(int, numbers)), *["0"] * (4 - len(numbers))])
    network = ip_network(f"{whole}/{length}", strict=False)
    return None if str(network.network_address) == whole else f"bits behind the mask are set; `{network}` has none"


RULE = Rule(KIND, "0.1", check, __name__)
