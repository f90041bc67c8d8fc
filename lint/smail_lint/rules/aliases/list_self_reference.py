"""A list that is a member of itself, or of its owner's alias.

*Why it matters*

A name in its own list goes on to the directors behind. Where none of these takes it, each letter to the list makes a
report about an unknown user. And an owner whose alias leads to the list tells all members about trouble with one of
them, which makes more trouble.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
lists: driver=forwardfile, caution, nobody, owner=owner-${lc:user}; file=lists/${lc:user}, modemask=002
```
```aliases
postmaster: anna
abuse: anna
owner-staff: anna
```
```lists/staff
anna
berta
staff
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
lists: driver=forwardfile, caution, nobody, owner=owner-${lc:user}; file=lists/${lc:user}, modemask=002
```
```aliases
postmaster: anna
abuse: anna
owner-staff: anna
```
```lists/staff
anna
berta
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_compiler.syntax.nodes import TargetNode
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.characters import fold
from smail_lint.facts.list_owners import owner_of
from smail_lint.facts.local_targets import name_of
from smail_lint.facts.named_lists import NamedList, named_lists
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.takers import entry_of
from smail_lint.rule import Rule

KIND = Kind("SM623", "list-self-reference", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Members with the name of the list that nobody behind takes; targets of the owner that are the list."""
    population = facts.populations.bare
    if population is None or "directors" in facts.site.incomplete or facts.populations.told_apart:
        return
    for one in named_lists(facts.site):
        sets = population.sets
        behind = next((at + 1 for at, each in enumerate(sets) if each.entry is one.director), len(sets))
        if not any(one.name in each.may for each in sets[behind:]):
            yield from _naming(facts, one, one.file.targets, "the list is a member of itself, and nobody takes that")
        owner = owner_of(one)
        entry = None if owner is None else entry_of(population, fold(owner))
        if entry is not None:
            yield from _naming(facts, one, entry.targets, f"trouble with `{one.name}` is told to all its members")


def _naming(facts: SiteFacts, one: NamedList, targets: Sequence[TargetNode], what: str) -> Iterator[Diagnostic]:
    for target in targets:
        name = name_of(target)
        if name is not None and name[0] == one.name and facts.populations.of(name[1]) is not None:
            yield Diagnostic(KIND, what, target.at, help="remove it, or name the one who is meant")


RULE = Rule(KIND, "0.1", check, __name__)
