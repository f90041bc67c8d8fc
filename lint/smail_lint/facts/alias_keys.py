"""What the entries of an alias file say about the names they take (reference semantics, sections 13.2 and 15)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial

from smail_compiler.ir.program import AliasData, Site
from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_compiler.text.source import bytes_of
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
        self._inward: Sequence[tuple[int, str]] | None = None

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

    def inward(self, is_local: Callable[[str], bool]) -> Sequence[tuple[int, str]]:
        """The numbers and folded values of those that may lead to names of this host, seen from the text alone.

        The others are lists of addresses at hosts elsewhere. `is_local` must be the same each time.
        """
        if self._inward is None:
            values = self.entries.folded_values()
            hosts = [value.rpartition("@")[2] if "@" in value else "" for value in values]
            away = {host for host in set(hosts) if _NAME.fullmatch(host) is not None and not is_local(host)}
            self._inward = [
                (number, value)
                for number, (value, host) in enumerate(zip(values, hosts, strict=True))
                if host not in away or ("," in value and not _all_lead_to(value, away))
            ]
        return self._inward

    def naming_themselves(self, is_local: Callable[[str], bool]) -> Iterator[tuple[str, AliasNode]]:
        """Those whose own value may well name them, seen from the text alone."""
        keys, odd = self.folded, self.entries.odd
        named = [(number, value) for number, value in self.inward(is_local) if keys[number] in value]
        own = ((number, bytes_of(node.value).lower().decode("latin-1")) for number, node in odd.items())
        named = [*(one for one in named if one[0] not in odd), *(one for one in own if keys[one[0]] in one[1])]
        likely = [number for number, value in named if not _elsewhere(keys[number], value, is_local)]
        unique = len(self.words) == len(keys)
        return ((keys[one], self.entries[one]) for one in likely if unique or self.numbers[keys[one]] == one)


_NAME = re.compile(r"[a-z0-9_.+=-]+")
_ADDRESS = r"[a-z0-9_][a-z0-9_.+=-]*@[a-z0-9_.+=-]+"
_ADDRESSES = re.compile(rf"{_ADDRESS}(?:[ \t]*,[ \t\n]*{_ADDRESS})*")
_HOSTS = re.compile(r"@([a-z0-9_.+=-]+)")
_HOST = re.compile("@([a-z0-9_.+=-]+)(?![a-z0-9_.+=@-])")
_COMMAND = re.compile(r'"\|[^"\\]*"')


def _all_lead_to(value: str, hosts: set[str]) -> bool:
    """Whether a value is a list of addresses of the plainest form at some of these hosts."""
    return _ADDRESSES.fullmatch(value) is not None and hosts.issuperset(_HOSTS.findall(value))


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
