"""A threshold for queueing while any number of connections is let in.

*Why it matters*

Past `smtp_accept_queue` connections mail is only queued. With `smtp_accept_max` at 0 the connections themselves
have no limit, and each costs memory and a file handle: the threshold spares deliveries, it does not protect the
host.

*Flagged*

```config
smtp_accept_max = 0
smtp_accept_queue = 20
```

*Better*

```config
smtp_accept_max = 50
smtp_accept_queue = 20
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM710", "accept-max-zero-with-queue", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """A threshold that is set beside a maximum that is switched off in writing."""
    queue, most = (facts.site.variables[name] for name in ("smtp_accept_queue", "smtp_accept_max"))
    if queue.place is not None and most.place is not None and queue.value and most.value == 0:
        yield Diagnostic(
            KIND,
            "mail is queued under load, and still any number of connections is let in",
            most.place,
            labels=(Label(queue.place, "from here on mail is only queued"),),
            help="set `smtp_accept_max` above `smtp_accept_queue`",
        )


RULE = Rule(KIND, "0.1", check, __name__)
