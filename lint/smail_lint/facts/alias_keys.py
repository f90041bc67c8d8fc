"""What the entries of an alias file say about the names they take (reference semantics, sections 13.2 and 15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smail_compiler.ir.program import AliasData, Site
from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_lint.facts.characters import fold
from smail_lint.facts.local_names import may_be_local


def first_entries(data: AliasData) -> Mapping[str, AliasNode]:
    """The entry that a look-up of each folded key finds, patterns left aside: the first of its name."""
    found: dict[str, AliasNode] = {}
    for entry in data.plain:
        found.setdefault(fold(entry.key), entry)
    return found


def handed_on(site: Site, entries: Mapping[str, AliasNode]) -> Iterator[str]:
    """The names that stand in their own value: later directors see them again."""
    return (key for key, entry in entries.items() if any(_is_itself(site, key, one) for one in entry.targets))


def _is_itself(site: Site, key: str, target: TargetNode) -> bool:
    """Whether an item is the name itself, `\\name`, or `name@` a local host."""
    if target.kind != "address":
        return False
    name, at, host = fold(target.target).lstrip("\\").partition("@")
    return name == key and (not at or may_be_local(site, host))


def reached_from(site: Site, names: frozenset[str]) -> frozenset[str]:
    """These names and all local ones that the known alias files turn them into."""
    files = [first_entries(data) for data in site.aliases.values()]
    found, open_names = set(names), list(names)
    while open_names:
        name = open_names.pop()
        targets = [one for entries in files if name in entries for one in entries[name].targets]
        for one in _local_parts(site, targets):
            if one not in found:
                found.add(one)
                open_names.append(one)
    return frozenset(found)


def _local_parts(site: Site, targets: list[TargetNode]) -> Iterator[str]:
    for one in targets:
        name, at, host = fold(one.target).lstrip("\\").partition("@")
        if one.kind == "address" and (not at or may_be_local(site, host)):
            yield name
