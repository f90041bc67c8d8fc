"""A size for tables in memory that newer editions need not look at.

*Why it matters*

The manual says that the number of buckets may be ignored one day, and here it is: tables grow by themselves. The
line suggests that something could be tuned with it.

*Flagged*

```routers
ask: driver=queryprogram, transport=smtp; cmd="/usr/bin/uuinfo -q $host", hash_table_len=97
```

*Better*

```routers
ask: driver=queryprogram, transport=smtp; cmd="/usr/bin/uuinfo -q $host"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed_at
from smail_lint.rule import Rule

KIND = Kind("SM803", "attribute-may-be-ignored", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each number of buckets; the one of the config file is reported as deprecated."""
    for one in facts.written:
        if one.fact.name == "hash_table_len":
            edits = removed_at(one.node.at, config=False)
            yield Diagnostic(
                KIND,
                f"`{one.node.name}` changes nothing",
                one.node.at,
                notes=(one.fact.meaning,),
                help="remove it",
                fix=Fix("remove it", "unsafe", edits) if edits else None,
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
