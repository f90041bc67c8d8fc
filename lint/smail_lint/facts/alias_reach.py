"""How many addresses an alias leads to: through further aliases, list files that are included, and named lists.

A file of a million names is read once as text. When its lists have no more members altogether than are asked for, no
single name can lead to more, and nothing is followed at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from smail_compiler.ir.data_files import ListFile
from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_lint.facts.characters import fold
from smail_lint.facts.local_targets import name_of
from smail_lint.facts.locating import locating
from smail_lint.facts.named_lists import named_lists

if TYPE_CHECKING:
    from smail_lint.facts.alias_keys import FirstEntries
    from smail_lint.facts.site_facts import SiteFacts

MOST_STEPS = 2_000_000
"""Targets that are looked at altogether; of what is not reached then nobody can tell."""
MOST_FOUND = 20

Node = tuple[int, int] | str
"""An entry, by its book and number there, or a list file by its path."""


class Broad(msgspec.Struct, frozen=True):
    """An alias that leads to more addresses than asked for, and how many items its own entry has.

    It `may` only, when the analysis gave up before it came to the end of its ways; `others` are then aliases after it
    that were not followed at all.
    """

    entry: AliasNode
    items: int
    may: bool = False
    others: int = 0


def broad_aliases(facts: SiteFacts, limit: int) -> Iterator[Broad]:
    """The first of the aliases that lead to more than `limit` addresses; of a chain of such the outermost."""
    reach = _Reach(facts)
    wide = reach.wide()
    if sum(wide.values()) + sum(len(one.targets) for one in facts.site.lists) <= limit:
        return
    judged = {node: reach.is_broad(node, limit) for node in wide}
    broad = dict.fromkeys(node for node, more in judged.items() if more)
    for node in list(_outermost(broad, reach))[:MOST_FOUND]:
        entry = reach.entry(node)
        yield Broad(entry, len(entry.targets))
    unknown = [node for node, more in judged.items() if more is None]
    if unknown:
        entry = reach.entry(unknown[0])
        yield Broad(entry, len(entry.targets), may=True, others=len(unknown) - 1)


def _outermost(broad: Mapping[Node, None], reach: _Reach) -> Iterator[Node]:
    """Those that no other leads to, and of circles that nothing else leads to the first."""
    inner: set[Node] = set()
    for node in broad:
        reach.follow(node, inner)
    met: set[Node] = set()
    for start in (*(node for node in broad if node not in inner), *broad):
        if start not in met:
            yield start
            met.add(start)
            reach.follow(start, met)


class _Reach:
    """The graph of entries and lists, its nodes made when they are asked for."""

    def __init__(self, facts: SiteFacts) -> None:
        self._facts = facts
        self._books = facts.books_by_file
        self._at = {id(book): at for at, book in enumerate(self._books)}
        self._locate = locating(facts.site)
        self._lists = {one.path: one for one in facts.site.lists}
        self._named: dict[str, ListFile] = {}
        for one in named_lists(facts.site):
            self._named.setdefault(one.name, one.file)
        self._steps = 0
        self.leaves_and_links = cache(self._leaves_and_links)

    def wide(self) -> dict[Node, int]:
        """The entries with several items or an include, by their order, and the most items that they may have."""
        return {(at, number): many for at, book in enumerate(self._books) for number, many in _several(book)}

    def entry(self, node: Node) -> AliasNode:
        """The entry of a node that is one."""
        assert not isinstance(node, str)
        return self._books[node[0]].entries[node[1]]

    def links(self, node: Node) -> frozenset[Node]:
        """The entries and lists that an entry or list leads to at once."""
        return self.leaves_and_links(node)[1]

    def follow(self, start: Node, met: set[Node]) -> None:
        """Add all that a node leads to; ways through what was met before are not followed again."""
        waiting = [start]
        while waiting:
            behind = self.links(waiting.pop()) - met
            met |= behind
            waiting += behind

    def is_broad(self, start: Node, limit: int) -> bool | None:
        """Whether more than `limit` addresses are reached, each counted once; None when that takes too many steps."""
        found: set[object] = set()
        met, waiting = {start}, [start]
        while waiting and len(found) <= limit and self._steps < MOST_STEPS:
            leaves, links = self.leaves_and_links(waiting.pop())
            self._steps += len(leaves) + len(links) + 1
            found |= leaves
            waiting += links - met
            met |= links
        return True if len(found) > limit else None if waiting else False

    def _leaves_and_links(self, node: Node) -> tuple[frozenset[object], frozenset[Node]]:
        targets = self._lists[node].targets if isinstance(node, str) else self.entry(node).targets
        own = None if isinstance(node, str) else self._books[node[0]].folded[node[1]]
        leaves: set[object] = set()
        links: set[Node] = set()
        for one in targets:
            led = self._led(one, own)
            if led is None:
                leaves.add(fold(one.target))
            else:
                links.add(led)
        return frozenset(leaves), frozenset(links)

    def _led(self, target: TargetNode, own: str | None) -> Node | None:
        """What a target leads to; None when that is the end of the way, as far as files at hand tell."""
        if target.kind == "include":
            path = self._locate(target.target)
            return path if path in self._lists else None
        name = name_of(target)
        population = self._facts.populations.of(name[1]) if name is not None else None
        if name is None or population is None or name[0] == own:
            return None
        for one in population.sets:
            book = self._facts.books.get(one.entry.name)
            number = book.numbers.get(name[0]) if book is not None else None
            if book is not None and number is not None:
                return self._at[id(self._first(book))], number
        named = self._named.get(name[0])
        return None if named is None else named.path

    def _first(self, book: FirstEntries) -> FirstEntries:
        """The book that stands for all of the same file."""
        return next(one for one in self._books if one.entries.source is book.entries.source)


def _several(book: FirstEntries) -> Iterator[tuple[int, int]]:
    """The numbers of the entries that are looked up, that have several items or an include, and how many at most."""
    unique = len(book.words) == len(book.folded)
    for number, value in enumerate(book.entries.folded_values()):
        if ("," in value or ":include:" in value) and (unique or book.numbers[book.folded[number]] == number):
            yield number, value.count(",") + 1
    yield from _odd(book.entries.odd.items())


def _odd(entries: Iterable[tuple[int, AliasNode]]) -> Iterator[tuple[int, int]]:
    for number, entry in entries:
        if len(entry.targets) > 1 or any(one.kind == "include" for one in entry.targets):
            yield number, len(entry.targets)
