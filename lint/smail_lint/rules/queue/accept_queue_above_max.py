"""A threshold for queueing that is never reached, since fewer connections are let in.

*Why it matters*

From `smtp_accept_queue` connections on, mail is only queued, to keep the host usable under load. At
`smtp_accept_max` connections further ones are refused, so the first number must be the lower one to have any
effect.

*Flagged*

```config
smtp_accept_max = 20
smtp_accept_queue = 50
```

*Better*

```config
smtp_accept_max = 50
smtp_accept_queue = 20
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity, labelled
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM709", "accept-queue-above-max", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """A written threshold that is not below the maximum, both being there."""
    queue, most = (facts.site.variables[name] for name in ("smtp_accept_queue", "smtp_accept_max"))
    if not isinstance(queue.value, int) or not isinstance(most.value, int) or queue.place is None:
        return
    if queue.value >= most.value > 0:
        yield Diagnostic(
            KIND,
            f"the threshold of {queue.value} connections is never passed",
            queue.place,
            labels=labelled(most.place, "no more than these are let in"),
            notes=(f"connection {most.value + 1} is refused with 421 before mail is only queued",),
            help=f"set `smtp_accept_queue` below {most.value}",
        )


RULE = Rule(KIND, "0.1", check, __name__)
