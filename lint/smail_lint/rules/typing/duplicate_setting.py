"""A setting that is given twice in one file or entry.

*Why it matters*

In the config file the last one counts, in an entry of directors, routers and transports the first. Two spellings of
one name are one setting: after `postmaster=a` and `postmaster_address=b` the address is b under both names. Who
changes the one that does not count wonders why nothing happens.

*Flagged*

```config
postmaster = staff@example.org
max_hop_count = 30
postmaster_address = staff@example.org
```

*Better*

```config
max_hop_count = 30
postmaster_address = staff@example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.schema.attribute import FileKind
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.repeated import Repeated, repeated
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed_at
from smail_lint.rule import Rule

KIND = Kind("SM222", "duplicate-setting", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each setting that another one of its file or entry makes idle, but for switches that contradict."""
    for one in repeated(facts.written):
        if not one.contradictory:
            yield _finding(one)


def _finding(one: Repeated) -> Diagnostic:
    idle, counts = one.idle.node, one.counts.node
    config = one.idle.fact.kind is FileKind.CONFIG
    same = "" if idle.name == counts.name else f", for `{counts.name}` is the same setting"
    edits = removed_at(idle.at, config=config)
    return Diagnostic(
        KIND,
        f"this `{idle.name}` counts for nothing{same}",
        idle.at,
        labels=(Label(counts.at, "the last one counts" if config else "the first one counts"),),
        help="remove it, or the other one if this is the one that is meant",
        fix=Fix("remove it", "safe" if one.same else "unsafe", edits) if edits else None,
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe")
