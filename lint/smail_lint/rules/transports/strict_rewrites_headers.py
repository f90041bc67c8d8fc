"""Headers of mail are rewritten on the way.

*Why it matters*

`strict` makes headers follow RFC 822 by changing them. Signatures over headers (DKIM) break, and the rewriting is
of its time: what it calls broken may be right by now.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, strict, -max_addrs
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
from smail_lint.facts.transports import setting_on, written
from smail_lint.rule import Rule

KIND = Kind("SM462", "strict-rewrites-headers", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each transport that switches it on."""
    for entry, _ in written(facts.transports):
        setting = setting_on(entry, "strict")
        if setting is not None and setting.at is not None:
            yield Diagnostic(
                KIND,
                f"`{entry.name}` changes the headers of mail",
                setting.at,
                notes=("signatures over the headers no longer hold afterwards",),
                help="remove `strict` unless the receiving program needs it",
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
