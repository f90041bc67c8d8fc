"""What the entries of an alias file say about the names they take (reference semantics, sections 13.2 and 15)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial

from smail_compiler.ir.program import AliasData, Site
from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_lint.facts.characters import fold
from smail_lint.facts.local_names import may_be_local


class FirstEntries(Mapping[str, AliasNode]):
    """The entry that a look-up of each folded key finds, patterns left aside: the first of its name.

    `entries` are all that have names for keys, in their order, and `folded` these keys.
    """

    def __init__(self, data: AliasData) -> None:
        self.entries = data.entries.plain
        self.folded = self.entries.folded_keys()
        self.words = frozenset(self.folded)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number in `entries` of the entry that each key leads to."""
        last = len(self.folded) - 1
        return dict(zip(reversed(self.folded), range(last, -1, -1), strict=True))

    def __getitem__(self, key: str) -> AliasNode:
        return self.entries[self.numbers[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, key: object) -> bool:
        return key in self.words

    def naming_themselves(self, is_local: Callable[[str], bool]) -> Iterator[tuple[str, AliasNode]]:
        """Those whose own value may well name them, seen from the text alone."""
        keys = self.folded
        named = self.entries.naming_themselves(keys)
        likely = [number for number, value in named if not _elsewhere(keys[number], value, is_local)]
        unique = len(self.words) == len(keys)
        return ((keys[one], self.entries[one]) for one in likely if unique or self.numbers[keys[one]] == one)


_HOST = re.compile("@([a-z0-9_.+=-]+)(?![a-z0-9_.+=@-])")
_COMMAND = re.compile(r'"\|[^"\\]*"')


def _elsewhere(key: str, value: str, is_local: Callable[[str], bool]) -> bool:
    """Whether the key stands in commands alone, or but once and as a name at a host that is not this one."""
    if '"|' in value and "\\" not in value:
        value = _COMMAND.sub("", value)
    at = value.find(key)
    if at < 0:
        return True
    host = _HOST.match(value, at + len(key))
    return host is not None and not is_local(host[1]) and value.find(key, at + 1) < 0


def first_entries(data: AliasData) -> FirstEntries:
    """The first entry of each key."""
    return FirstEntries(data)


def handed_on(site: Site, entries: FirstEntries) -> Iterator[str]:
    """The names that stand in their own value: later directors see them again."""
    likely = entries.naming_themselves(cache(partial(may_be_local, site)))
    return (key for key, entry in likely if any(_is_itself(site, key, one) for one in entry.targets))


def _is_itself(site: Site, key: str, target: TargetNode) -> bool:
    """Whether an item is the name itself, `\\name`, or `name@` a local host."""
    if target.kind != "address":
        return False
    name, at, host = fold(target.target).lstrip("\\").partition("@")
    return name == key and (not at or may_be_local(site, host))


def reached_from(site: Site, names: frozenset[str], known: Sequence[FirstEntries] | None = None) -> frozenset[str]:
    """These names and all local ones that the alias files at hand, `known` if they are read already, make of them."""
    files = [first_entries(data) for data in site.aliases.values()] if known is None else known
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
