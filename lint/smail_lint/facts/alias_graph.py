"""Alias entries that lead to each other and nowhere else (reference semantics, section 11.1).

A text that was met before is dropped without a word, so names that only stand for each other lose their mail. An
entry counts as a way out as soon as one of its targets may be anything but the key of an entry; its own name is one,
for that goes on to the directors behind. Hosts that the directors tell apart have names of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from smail_compiler.ir.program import AliasData, Site
from smail_compiler.syntax.nodes import AliasNode
from smail_lint.facts.alias_keys import FirstEntries, first_entries
from smail_lint.facts.components import Links, Targets, components, shortest_circle, undecided, without_way_out
from smail_lint.facts.local_targets import LocalTargets, Name, name_of
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.populations import Population, Populations


class Loop(msgspec.Struct, frozen=True):
    """Entries that lead round in a circle, and how many other names lose their mail because they lead there."""

    entries: tuple[AliasNode, ...]
    others: int


MOST = 100
"""More circles than that are not sought."""

Books = Mapping[str, FirstEntries]


def books(site: Site, sets: Sequence[MatchSet]) -> Books:
    """The entries of each aliasfile director that is understood, by its name."""
    understood = {one.entry.name: one.data for one in sets if one.understood}
    return {
        name: known if isinstance(known, FirstEntries) else first_entries(site.aliases[name])
        for name, known in understood.items()
        if name in site.aliases
    }


def loops(site: Site, populations: Populations, known: Books) -> Iterator[Loop]:
    """The circles without a way out, by the first of their entries."""
    yield from _Search(site, populations, known).found()


class _Search:
    """The entries of all files with numbers that go on from file to file."""

    def __init__(self, site: Site, populations: Populations, known: Books) -> None:
        self._populations = populations
        self._books = list(known.values())
        self._data: list[AliasData] = [site.aliases[name] for name in known]
        self._bases = list(accumulate((len(one.folded) for one in self._books), initial=0))
        self._at = {name: number for number, name in enumerate(known)}
        self._ways: dict[str, Callable[[str], int | None]] = {}

    def found(self) -> Iterator[Loop]:
        """The first loops, MOST of them."""
        edges = self._edges()
        edges = without_way_out(undecided(edges)) if edges else edges
        doubtful = {node for node in edges if self._may_go_elsewhere(node)} if self._doubtful() else None
        if doubtful:
            edges = without_way_out({node: targets for node, targets in edges.items() if node not in doubtful})
        for circle, others in _ends(sorted(edges), edges.__getitem__):
            yield Loop(tuple(map(self._entry, circle)), others)

    def _edges(self) -> dict[int, Targets]:
        """The entries whose targets are all keys, with the entries that these lead to.

        Without those that name themselves: what comes back to its own entry goes on to the directors behind.
        """
        reader, edges, way = LocalTargets(self._populations.known), dict[int, Targets](), self._way("")
        words = self._books[0].words if len(self._books) == 1 else frozenset[str]().union(*self._all_words())
        for base, book in zip(self._bases, self._books, strict=False):
            single, lists = reader.alone(book, book.inward(self._populations.is_local), way, words)
            edges.update((base + at, (target,)) for at, target in single.items() if target != base + at)
            for number, names in lists:
                targets = self._targets(book.folded[number], names)
                if targets and base + number not in targets:
                    edges[base + number] = targets
            if len(book.words) < len(book.folded):
                for number, key in enumerate(book.folded):
                    if book.numbers[key] != number:
                        edges.pop(base + number, None)
        return edges

    def _targets(self, key: str, names: Sequence[Name]) -> Targets:
        """The entries that the names of a value lead to; none if one leads elsewhere, or is the key itself."""
        found: list[int] = []
        for name, host in names:
            target = self._way(host)(name)
            if target is None or (name == key and not (host and self._populations.told_apart)):
                return ()
            found.append(target)
        return tuple(found)

    def _all_words(self) -> Iterator[frozenset[str]]:
        return (one.words for one in self._books)

    def _way(self, host: str) -> Callable[[str], int | None]:
        """What finds the entry of a name at a host."""
        if host not in self._ways:
            self._ways[host] = self._found_way(self._populations.of(host))
        return self._ways[host]

    def _found_way(self, population: Population | None) -> Callable[[str], int | None]:
        names = [one.entry.name for one in population.sets] if population is not None else []
        places = [self._at[name] for name in names if name in self._at]
        if places == [0]:
            return self._in_first

        def find(name: str) -> int | None:
            for at in places:
                number = self._books[at].numbers.get(name)
                if number is not None:
                    return self._bases[at] + number
            return None

        return find

    def _in_first(self, name: str) -> int | None:
        book = self._books[0]
        return book.numbers[name] if name in book.words else None

    def _book_of(self, node: int) -> int:
        return next(at for at in range(len(self._books)) if node < self._bases[at + 1])

    def _entry(self, node: int) -> AliasNode:
        at = self._book_of(node)
        return self._books[at].entries[node - self._bases[at]]

    def _may_go_elsewhere(self, node: int) -> bool:
        """Whether one of the names may be taken before its entry is asked for."""
        targets = [name_of(one) for one in self._entry(node).targets]
        return any(one is None or self._is_doubtful(*one) for one in targets)

    def _doubtful(self) -> bool:
        """Whether any name may be taken by something else than the entries."""
        return any(one.patterns for one in self._data) or any(
            one.may for population in self._populations.all for one in self._before(population)
        )

    def _before(self, population: Population) -> Iterator[MatchSet]:
        """The directors before the last alias file of which we know no entries."""
        places = [at for at, one in enumerate(population.sets) if one.entry.name in self._at]
        return (one for one in population.sets[: max(places, default=0)] if one.entry.name not in self._at)

    def _is_doubtful(self, name: str, host: str) -> bool:
        population = self._populations.of(host)
        if population is None:
            return True
        for one in population.sets:
            at = self._at.get(one.entry.name)
            if at is None and name in one.may:
                return True
            if at is not None and name in self._books[at].words:
                return self._takes_pattern(at, name)
            if at is not None and self._takes_pattern(at, name):
                return True
        return True

    def _takes_pattern(self, at: int, name: str) -> bool:
        key = name.encode("latin-1")
        return any(one.pattern.matcher()(key) for one in self._data[at].patterns)


def _ends(alive: Sequence[int], links: Links) -> Iterator[tuple[list[int], int]]:
    """The components that lead to no other: the shortest circle of each, and how many more nodes lead there."""
    end_of: dict[int, int] = {}
    ends: dict[int, list[int]] = {}
    counts: Counter[int] = Counter()
    for component in components(alive, links):
        members = set(component)
        beyond = (one for node in component for one in links(node) if one not in members)
        first = next(beyond, None)
        end = min(component) if first is None else end_of[first]
        if first is None:
            ends[end] = sorted(component)
        counts[end] += len(component)
        end_of.update(dict.fromkeys(component, end))
        if len(ends) == MOST:
            break
    for end in sorted(ends):
        circle = shortest_circle(ends[end], links)
        first_at = circle.index(min(circle))
        yield circle[first_at:] + circle[:first_at], counts[end] - len(circle)
