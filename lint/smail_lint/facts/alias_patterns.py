"""Entries of alias files that no name reaches, because patterns above take them (reference semantics, section 15)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import AliasData, Site
from smail_compiler.syntax.nodes import AliasNode
from smail_lint.facts.automaton import NOTHING
from smail_lint.facts.characters import readable
from smail_lint.facts.language import Language
from smail_lint.facts.pattern_languages import covers, language


class Unreached(msgspec.Struct, frozen=True):
    """An entry, the patterns above that take all its names, one of the names, and how many more entries are alike."""

    entry: AliasNode
    blockers: tuple[AliasNode, ...]
    witness: str
    more: int = 0


def unreached(site: Site) -> Iterator[Unreached]:
    """Those of all alias files, each file once; of names behind the same pattern the first."""
    for data in {id(one.source): one for one in site.aliases.values() if one.patterns}.values():
        yield from _names(data)
        yield from _patterns(data)


def _names(data: AliasData) -> Iterator[Unreached]:
    """Names that a pattern above takes, each with the first such pattern."""
    names = data.entries.plain
    keys = [key.encode("latin-1") for key in names.folded_keys()]
    taken: set[int] = set()
    for one in data.patterns:
        fits, below = one.pattern.matcher(), bisect_left(names, one.entry.start, key=_start)
        found = [at for at in range(below, len(keys)) if fits(keys[at]) and at not in taken]
        taken.update(found)
        if found:
            entry = names[found[0]]
            yield Unreached(entry, (one.entry,), entry.key, len(found) - 1)


def _start(entry: AliasNode) -> int:
    return entry.start


def _patterns(data: AliasData) -> Iterator[Unreached]:
    """Patterns whose names are all taken by patterns, or names, above."""
    known = [(one.entry, words) for one in data.patterns if (words := language(one.pattern)) is not None]
    keys = data.entries.plain.folded_keys()
    for at, (entry, words) in enumerate(known):
        above = bisect_left(data.entries.plain, entry.start, key=_start)
        names = Language(NOTHING, frozenset(key for key in keys[:above] if key in words), frozenset())
        earlier: list[Language] = [words for _, words in known[:at]]
        blockers = covers(words, [*earlier, names])
        if blockers is not None:
            takers = tuple(known[number][0] for number in blockers if number < at)
            yield Unreached(entry, takers, readable(words.example or ""))
