"""Any number of addresses on one command line.

*Why it matters*

With `max_addrs` and `max_chars` both off, a message to thousands of recipients makes one command line of them all.
The system refuses it when it is too long, and the remote end of a UUCP link has limits that are lower still: the
whole call fails, each time it is tried.

*Flagged*

```transports
uux: driver=pipe, uucp, from, -max_addrs, -max_chars; cmd="/usr/bin/uux - $host!rmail $(($user)$)", umask=022
```

*Better*

```transports
uux: driver=pipe, uucp, from, max_addrs=5, max_chars=200; cmd="/usr/bin/uux - $host!rmail $(($user)$)", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.mentions import mentions
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import command, number, place, written
from smail_lint.rule import Rule

KIND = Kind("SM448", "argument-overflow-risk", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each command with repeated arguments and no limit on them."""
    for entry, at in written(facts.transports, "pipe"):
        words = command(entry)
        if words is None or number(entry, "max_addrs") or number(entry, "max_chars"):
            continue
        if any(one.repeated for one in mentions(words)):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` puts any number of addresses on a command line",
                place(entry, "max_chars") or at,
                notes=("a line that is too long fails as a whole, each time it is tried",),
                help="set `max_chars`, to about 200 for UUCP and some thousands on this host",
            )


RULE = Rule(KIND, "0.1", check, __name__)
