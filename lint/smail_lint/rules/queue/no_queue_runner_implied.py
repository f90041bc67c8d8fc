"""Mail that is only put into the queue.

*Why it matters*

With `queue_only`, or with the mode `queued`, nothing is delivered when mail comes: it waits until somebody runs the
queue. Where no timer does, mail lies there and nobody is told. The daemon of this release then delivers what
`smailq retry` names, and nothing else. A configuration cannot tell whether there is such a timer, so the rule is in
preview.

*Flagged*

```config
+queue_only
```

*Better*

```config
delivery_mode = foreground
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM712", "no-queue-runner-implied", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The switch, or else the mode, when somebody wrote it."""
    only, mode = (facts.site.variables[name] for name in ("queue_only", "delivery_mode"))
    written = only if only.value is True else mode if mode.value == "queued" else None
    if written is not None and written.at is not None:
        yield Diagnostic(
            KIND,
            "mail waits until somebody runs the queue",
            written.at,
            help="see that a timer runs the queue, on this host with `smailq retry`",
        )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
