"""An SMTP transport that makes a conversation for each recipient.

*Why it matters*

A transport takes one recipient a call unless it says otherwise. A message to fifty people at one host then becomes
fifty conversations and fifty copies on the wire; the protocol takes them all in one.

*Flagged*

```transports
relay: driver=tcpsmtp, inet
```

*Better*

```transports
relay: driver=tcpsmtp, inet, -max_addrs
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM449", "smtp-limits-not-lifted", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each tcpsmtp transport that leaves `max_addrs` at 1 without saying so."""
    for entry, at in written(facts.transports, "tcpsmtp"):
        if entry.setting("max_addrs", private=False) is None:
            yield Diagnostic(
                KIND,
                f"`{entry.name}` sends a copy for each recipient",
                at,
                notes=("a transport takes one address a call unless it says otherwise",),
                help="add `-max_addrs`, or `max_addrs=1` if it is meant",
            )


RULE = Rule(KIND, "0.1", check, __name__)
