"""Final delivery without `local`, or `local` where mail goes on.

*Why it matters*

`local` formats mail for readers on this host and switches off the limit on hops. A mailbox without it gets envelope
forms meant for other hosts, and mail that went far is bounced at its very end; a relay with it no longer stops
loops.

*Flagged*

```transports
box: driver=appendfile; dir=/var/box/${lc:user}, mode=0600, check_user
```

*Better*

```transports
box: driver=appendfile, local; dir=/var/box/${lc:user}, mode=0600, check_user
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import has, place, written
from smail_lint.rule import Rule

KIND = Kind("SM447", "local-flag-mismatch", Severity.WARNING)


_REMOTE = ("uucp", "inet", "local_xform", "bsmtp", "hbsmtp")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Files without the flag; SMTP over the net with it."""
    for entry, at in written(facts.transports, "appendfile", "tcpsmtp"):
        local = has(entry, "local")
        if entry.driver == "appendfile" and not local and not has(entry, *_REMOTE):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` delivers to files without `local`",
                at,
                notes=("mail that has passed `max_hop_count` hosts is sent back instead of delivered",),
                help="add `local`",
            )
        elif entry.driver == "tcpsmtp" and local and _over_the_net(entry):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` sends mail on, yet has `local`",
                place(entry, "local") or at,
                notes=("the limit on hops does not hold, so a loop never ends",),
                help="use `inet`, or `local_xform` for a host that shares the mailboxes",
            )


def _over_the_net(entry: Entry) -> bool:
    """Whether it calls the port at which hosts take mail from each other."""
    return entry.value("service", private=True) in (None, "smtp", "25", 25) or has(entry, "inet", "uucp")


RULE = Rule(KIND, "0.1", check, __name__)
