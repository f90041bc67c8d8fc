"""A pause between attempts that is short for hosts all over the net.

*Why it matters*

A host that is down gets a connection for each waiting message every few seconds, and a host that delays strangers
on purpose will call them abusive. RFC 5321, section 4.5.4.1, asks for 30 minutes as a rule, with shorter pauses at
the beginning.

*Flagged*

```retry
*    10s/5d
```

*Better*

```retry
*    1m,5m,30m/5d
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.retry_rows import written_rows
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM707", "retry-too-aggressive", Severity.WARNING)
SHORTEST = Parameter(KIND.code, "shortest", 120, 1, 86_400, "seconds between two attempts")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The row for all hosts, when its lasting pause is there and below two minutes."""
    for row in written_rows(facts.site):
        if row.for_all and 0 < row.rule.interval < facts.number(SHORTEST):
            yield Diagnostic(
                KIND,
                f"every host is tried again after {row.rule.interval} seconds, for as long as mail is kept",
                row.times_at,
                notes=("short pauses may stand in front of the lasting one: `1m,5m,30m/5d`",),
                help="make the lasting pause ten minutes or more",
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True, parameters=(SHORTEST,))
