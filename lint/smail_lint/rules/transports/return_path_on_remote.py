"""A `Return-Path:` field in mail that goes on to another host.

*Why it matters*

The field records the sender of the envelope when mail is finally delivered; RFC 5321, section 4.4, leaves it to
that last host. Added earlier it stays in the message beside the right one, and readers and filters may believe the
wrong one.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, return_path, -max_addrs
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

KIND = Kind("SM444", "return-path-on-remote", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`return_path` on SMTP, or beside a flag that only mail to other hosts has."""
    for entry, _ in written(facts.transports):
        setting = setting_on(entry, "return_path")
        remote = entry.driver == "tcpsmtp" or has(entry, "uucp", "inet", "bsmtp", "hbsmtp")
        if setting is not None and setting.at is not None and remote and not has(entry, "local"):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` adds `Return-Path:` to mail for other hosts",
                setting.at,
                notes=("the field is for the host that delivers the mail",),
                help="remove `return_path`",
                fix=Fix("remove `return_path`", "unsafe", removed(setting)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
