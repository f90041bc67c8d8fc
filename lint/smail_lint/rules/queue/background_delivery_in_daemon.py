"""A mode of delivery that does not hold for mail that comes by SMTP.

*Why it matters*

`delivery_mode = background` lets a program that hands in a message go on while a child delivers it. The daemon that
takes mail by SMTP has no such caller: it answers once a message is safe in the queue, and delivers on its own. Who
means to slow it down or speed it up with this mode, changes nothing. The rule can only guess what is meant, so it is
in preview.

*Flagged*

```config
delivery_mode = background
smtp_accept_max = 20
```

*Better*

```config
delivery_mode = foreground
smtp_accept_max = 20
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM724", "background-delivery-in-daemon", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The mode, when somebody wrote it beside a setting of the SMTP daemon."""
    mode = facts.site.variables["delivery_mode"]
    others = (one for name, one in facts.site.variables.items() if name.startswith("smtp_"))
    serves = any(one.at is not None for one in others)
    if mode.place is not None and mode.value == "background" and serves:
        yield Diagnostic(
            KIND,
            "`background` does not hold for mail that comes by SMTP",
            mode.place,
            notes=("the daemon delivers on its own as soon as a message is in the queue",),
            help="nothing to do, if this is for programs that hand in mail",
        )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
