"""Everybody may relay through this host.

*Why it matters*

`smtp_remote_allow` names the clients whose mail to other hosts is taken. A pattern that holds the whole Internet
makes an open relay: it is found within hours, used for unwanted mail, and the host is then refused by others.
Networks of eight bits and longer are no finding.

*Flagged*

```config
smtp_remote_allow = 0/0
```

*Better*

```config
smtp_remote_allow = 192.0.2.0/24:10.0.0.0/8
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.list_items import items
from smail_lint.facts.networks import takes_everybody
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM533", "open-relay-pattern", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each pattern of clients that may relay which holds more than any site owns."""
    for item, at in items(facts.site.variables["smtp_remote_allow"]):
        if takes_everybody(item):
            yield Diagnostic(
                KIND,
                f"`{item}` lets clients of any network relay",
                at,
                notes=("an open relay is soon refused by other hosts, with all mail of this site",),
                help="name the networks that are yours, such as 192.0.2.0/24",
            )


RULE = Rule(KIND, "0.1", check, __name__)
