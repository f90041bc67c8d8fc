"""An address that stands twice on a list.

*Why it matters*

Each address gets one copy however often it is named; the second one is dropped. But whoever removes a member and
misses the other line wonders why the mail goes on.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
staff: anna, berta@far.example.net, Anna
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
staff: anna, berta@far.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_compiler.syntax.nodes import TargetNode
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.characters import fold
from smail_lint.facts.members import member, repeating, without
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM622", "list-member-duplicate", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each repetition in one alias entry or list file."""
    for targets in repeating(facts):
        yield from _of(facts, targets)


def _of(facts: SiteFacts, targets: Sequence[TargetNode]) -> Iterator[Diagnostic]:
    first: dict[object, TargetNode] = {}
    for at, target in enumerate(targets):
        if target.kind != "address" or target.in_phrase:
            continue
        earlier = first.setdefault(member(facts, target), target)
        if earlier is not target:
            edits = without(targets[at - 1], target)
            same = fold(target.target) == fold(earlier.target)
            yield Diagnostic(
                KIND,
                f"`{target.target}` is on the list already",
                target.at,
                labels=(Label(earlier.at, "named here"),),
                help="remove one of the two",
                fix=Fix("remove it", "safe" if same else "unsafe", edits) if edits else None,
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe")
