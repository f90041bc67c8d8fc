"""Several recipients in one call of a command that names only one.

*Why it matters*

A call gets up to `max_addrs` recipients at once, and `$user` outside `$(` and `$)` is the first of them. The others
are counted as delivered, and get nothing.

*Flagged*

```transports
box: driver=pipe, local, max_addrs=20; cmd="/usr/lib/deliver -d${lc:user}", umask=022
```

*Better*

```transports
box: driver=pipe, local, max_addrs=20; cmd="/usr/lib/deliver $(-d${lc:user}$)", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.mentions import mentions
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import command, has, number, place, written
from smail_lint.rule import Rule

KIND = Kind("SM456", "several-addresses-one-slot", Severity.ERROR)


_OF_THE_ADDRESS = frozenset({"user", "addr", "input_addr"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each command that takes several recipients, is told one by name, and gets none of them in the batch itself."""
    for entry, at in written(facts.transports, "pipe"):
        if number(entry, "max_addrs") != 1 and not has(entry, "bsmtp", "hbsmtp") and _names_one(entry):
            several = number(entry, "max_addrs")
            yield Diagnostic(
                KIND,
                f"all recipients of a call but the first are lost in `{entry.name}`",
                place(entry, "max_addrs") or at,
                notes=(f"a call gets {f'up to {several}' if several else 'any number of'} recipients",),
                help="write `$(` and `$)` around the recipient, or `max_addrs=1`",
            )


def _names_one(entry: Entry) -> bool:
    """Whether the command names a recipient outside the brackets that repeat, and none inside."""
    words = command(entry)
    found = [one for one in mentions(words) if one.variable.name in _OF_THE_ADDRESS] if words is not None else []
    return any(not one.repeated and not one.tested for one in found) and not any(one.repeated for one in found)


RULE = Rule(KIND, "0.1", check, __name__)
