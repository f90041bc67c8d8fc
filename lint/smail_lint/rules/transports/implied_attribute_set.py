"""A flag that the driver or another flag implies.

*Why it matters*

The SMTP driver ends lines with CR LF and doubles leading dots by itself, and batched SMTP doubles dots too. The
flag changes nothing, and suggests that it could be left out for another effect.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, crlf, -max_addrs
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
from smail_lint.facts.transports import has, setting_on, written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM443", "implied-attribute-set", Severity.STYLE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`crlf` and `dots` on tcpsmtp, `dots` on batched SMTP."""
    for entry, _ in written(facts.transports):
        smtp, batch = entry.driver == "tcpsmtp", has(entry, "bsmtp", "hbsmtp")
        for name in ("crlf", "dots"):
            setting = setting_on(entry, name)
            if setting is None or setting.at is None or not (smtp or (batch and name == "dots")):
                continue
            yield Diagnostic(
                KIND,
                f"`{name}` is implied by {'the driver' if smtp else 'batched SMTP'}",
                setting.at,
                help="remove it",
                fix=Fix(f"remove `{name}`", "safe", removed(setting)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", changes=("crlf", "dots"))
