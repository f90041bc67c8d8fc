"""A transport with both `uucp` and `inet`.

*Why it matters*

The two say how addresses are written in the envelope, and each excludes the other. The envelope line follows
`inet`, the sender of an SMTP conversation follows `uucp`: the next host gets addresses in two forms.

*Flagged*

```transports
relay: driver=tcpsmtp, uucp, inet, -max_addrs
```

*Better*

```transports
relay: driver=tcpsmtp, inet, -max_addrs
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import setting_on, written
from smail_lint.rule import Rule

KIND = Kind("SM441", "conflicting-address-forms", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each transport that switches both on."""
    for entry, _ in written(facts.transports):
        uucp, inet = setting_on(entry, "uucp"), setting_on(entry, "inet")
        if uucp is not None and inet is not None and uucp.at is not None and inet.at is not None:
            first, second = sorted((uucp.at, inet.at), key=lambda at: at.start)
            yield Diagnostic(
                KIND,
                f"`{entry.name}` has both `uucp` and `inet`",
                second,
                labels=(Label(first, "the other form is asked for here"),),
                notes=("the envelope line follows `inet`, the SMTP sender follows `uucp`",),
                help="keep the one that the next host understands",
            )


RULE = Rule(KIND, "0.1", check, __name__)
