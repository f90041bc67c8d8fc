"""An exception that covers everybody, so that the check it belongs to is off.

*Why it matters*

A list of exceptions that holds the whole Internet switches off the check that it belongs to, and does not look
like it: whoever reads the file believes that senders are checked, or that only some may write.

*Flagged*

```config
smtp_sender_no_verify = 0.0.0.0/0
```

*Better*

```config
smtp_sender_no_verify = 192.0.2.0/24
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.list_items import items
from smail_lint.facts.networks import takes_everybody
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM535", "bypass-list-too-broad", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each item that takes in everybody in a list of clients whose senders are not checked."""
    for item, at in items(facts.site.variables["smtp_sender_no_verify"]):
        if takes_everybody(item):
            yield Diagnostic(
                KIND,
                f"`{item}` excepts every client, so no sender is checked",
                at,
                help="name the few clients that cannot pass the check, or leave the exception out",
            )


RULE = Rule(KIND, "0.1", check, __name__)
