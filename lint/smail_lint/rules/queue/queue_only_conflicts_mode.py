"""Two settings that disagree on when new mail is delivered.

*Why it matters*

`queue_only` keeps new mail for the next run of the queue, whatever `delivery_mode` says. Whoever reads the file for
the one setting will be wrong about the other.

*Flagged*

```config
+queue_only
delivery_mode = background
```

*Better*

```config
+queue_only
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM711", "queue-only-conflicts-mode", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`queue_only` on, beside a written mode that delivers at once."""
    queue, mode = (facts.site.variables[name] for name in ("queue_only", "delivery_mode"))
    if queue.value is not True or queue.at is None or mode.place is None or mode.value in (None, "queued"):
        return
    yield Diagnostic(
        KIND,
        f"`{mode.value}` has no effect, for mail is only queued",
        mode.place,
        labels=(Label(queue.at, "this keeps all mail for the next queue run"),),
        help="drop one of the two",
    )


RULE = Rule(KIND, "0.1", check, __name__)
