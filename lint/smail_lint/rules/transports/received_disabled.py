"""Mail goes on to other hosts without a `Received:` field.

*Why it matters*

Loops are found by counting these fields. Mail that this host passes on without one can circle for ever, and nobody
can tell from a message where it has been; RFC 5321, section 4.4, demands the field.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, -received, -max_addrs
```

*Better*

```transports
relay: driver=tcpsmtp, inet, -max_addrs
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import has, written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM450", "received-disabled", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`-received` on a transport that is no final delivery."""
    for entry, _ in written(facts.transports):
        setting = entry.setting("received", private=False)
        if setting is None or setting.value is not False or setting.at is None:
            continue
        if entry.driver == "tcpsmtp" or not has(entry, "local"):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` passes mail on without a `Received:` field",
                setting.at,
                notes=("loops are found by counting these fields",),
                help="remove `-received`",
                fix=Fix("remove `-received`", "unsafe", removed(setting)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
