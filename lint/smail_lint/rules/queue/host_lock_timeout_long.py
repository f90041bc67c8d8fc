"""A long wait for the lock of a host.

*Why it matters*

Only one delivery at a time talks to a host. Another one for the same host waits this long for its turn, and does
nothing else meanwhile; short waits put the mail back into the queue, where it costs nothing.

*Flagged*

```config
host_lock_timeout = 1h
```

*Better*

```config
host_lock_timeout = 1m
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM715", "host-lock-timeout-long", Severity.INFO)


LONGEST = Parameter(KIND.code, "longest", 600, 1, 86_400, "seconds that are no long wait")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """A written wait of more than ten minutes."""
    wait = facts.site.variables["host_lock_timeout"]
    if wait.place is not None and isinstance(wait.value, int) and wait.value > facts.number(LONGEST):
        yield Diagnostic(
            KIND,
            f"a delivery may wait {wait.value // 60} minutes for another to the same host",
            wait.place,
            help="let it wait a minute or less; mail that finds the host busy is tried again",
        )


RULE = Rule(KIND, "0.1", check, __name__, parameters=(LONGEST,))
