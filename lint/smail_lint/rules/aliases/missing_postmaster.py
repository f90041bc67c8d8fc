"""No director takes `postmaster`, nor the address that stands for it.

*Why it matters*

Every host that takes mail must take it for `postmaster` (RFC 5321, section 4.5.1); others write there when something
is wrong with our mail. A name that no director takes goes to `postmaster_address`, which is `root` unless it is set.
Where nobody takes that either, these letters come back, and reports about our own trouble are lost.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
real: driver=user; transport=local, prefix=real-
```
```aliases
info: anna@far.example.net
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
real: driver=user; transport=local, prefix=real-
```
```aliases
info: anna@far.example.net
postmaster: info
abuse: info
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.takers import falls_back, without
from smail_lint.rule import Rule

KIND = Kind("SM606", "missing-postmaster", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each group of local hosts where it is refused."""
    for population, at in without(facts, "postmaster"):
        if not falls_back(facts):
            address = facts.site.variable("postmaster_address")
            written = facts.site.variables["postmaster_address"].value_at
            yield Diagnostic(
                KIND,
                f"no director takes mail for `{population.at('postmaster')}`",
                written or at,
                notes=(f"nor for `{address}`, which stands for it" if address else "and nothing stands for it",),
                help="add an entry `postmaster: NAME`, with somebody who reads it",
            )


RULE = Rule(KIND, "0.1", check, __name__)
