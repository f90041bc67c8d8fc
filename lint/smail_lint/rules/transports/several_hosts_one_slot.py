"""Addresses for several hosts in one call of a command that names one host.

*Why it matters*

With `max_hosts` above 1 a call collects addresses for different next hosts, and `$host` outside `$(` and `$)` is
that of the first address. Mail for the others goes to the wrong host.

*Flagged*

```transports
uux: driver=pipe, uucp, from, max_addrs=5, max_hosts=5; cmd="/usr/bin/uux - $host!rmail $(($user)$)", umask=022
```

*Better*

```transports
uux: driver=pipe, uucp, from, max_addrs=5; cmd="/usr/bin/uux - $host!rmail $(($user)$)", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.mentions import mentions
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import command, number, place, written
from smail_lint.rule import Rule

KIND = Kind("SM457", "several-hosts-one-slot", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each command with `$host` outside the brackets that repeat, when several hosts may come at once."""
    for entry, at in written(facts.transports, "pipe"):
        words = command(entry)
        if words is None or number(entry, "max_hosts") == 1 or number(entry, "max_addrs") == 1:
            continue
        if any(one.variable.name == "host" and not one.repeated for one in mentions(words)):
            yield Diagnostic(
                KIND,
                f"mail for several hosts goes to the first of them in `{entry.name}`",
                place(entry, "max_hosts") or at,
                notes=("`$host` outside `$(` and `$)` is the host of the first address",),
                help="remove `max_hosts`, so that a call serves one host",
            )


RULE = Rule(KIND, "0.1", check, __name__)
