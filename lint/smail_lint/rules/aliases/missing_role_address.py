"""A host with aliases for its postmaster and none for reports of abuse.

*Why it matters*

Whoever gets unwanted mail from our hosts writes to `abuse` (RFC 2142). When that comes back, the next step is a list
of hosts from which nobody takes mail. It is told where an alias file has `postmaster` and nothing could take `abuse`.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
real: driver=user; transport=local, prefix=real-
```
```aliases
postmaster: anna@far.example.net
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
real: driver=user; transport=local, prefix=real-
```
```aliases
postmaster: anna@far.example.net
abuse: postmaster
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.takers import entry_of, without
from smail_lint.rule import Rule

KIND = Kind("SM607", "missing-role-address", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each group of local hosts with one entry and not the other."""
    for population, _ in without(facts, "abuse"):
        entry = entry_of(population, "postmaster")
        if entry is not None:
            end = Span(entry.source, entry.end, entry.end)
            yield Diagnostic(
                KIND,
                f"nobody gets mail for `{population.at('abuse')}`",
                entry.key_at,
                help="add an entry `abuse: postmaster`",
                fix=Fix("add the entry", "show", (Edit(end, "\nabuse: postmaster"),)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
