"""A domain that stands in two rows of the retry file.

*Why it matters*

The first row that matches counts. What the second one says of the domain is never looked at, and whoever changes it
will see no change.

*Flagged*

```retry
slow.example    2h/9d
slow.example    30m/2d
*               15m/5d
```

*Better*

```retry
slow.example    2h/9d
*               15m/5d
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.characters import fold
from smail_lint.facts.retry_rows import written_rows
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM704", "retry-duplicate-domain", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each repetition of a domain, case and a leading dot left aside; rows behind the one for all are SM701's."""
    first: dict[str, Span] = {}
    for row in written_rows(facts.site):
        for domain, at in row.domains:
            earlier = first.setdefault(fold(domain).removeprefix("."), at)
            if earlier is not at and domain:
                yield Diagnostic(
                    KIND,
                    f"`{domain}` has a row already",
                    at,
                    labels=(Label(earlier, "this one counts"),),
                    help="remove one of the two",
                )


RULE = Rule(KIND, "0.1", check, __name__)
