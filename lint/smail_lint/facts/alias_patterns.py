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
    taken: dict[int, list[AliasNode]] = {}
    names = data.entries.plain
    for number, key in enumerate(names.folded_keys()):
        if fitting := [at for at, one in enumerate(data.patterns) if one.pattern.fits(key.encode("latin-1"))]:
            entry = names[number]
            above = [at for at in fitting if data.patterns[at].entry.start < entry.start]
            for at in above[:1]:
                taken.setdefault(at, []).append(entry)
    for at, entries in taken.items():
        yield Unreached(entries[0], (data.patterns[at].entry,), entries[0].key, len(entries) - 1)


def _patterns(data: AliasData) -> Iterator[Unreached]:
    """Patterns whose names are all taken by patterns, or names, above."""
    known = [(one.entry, words) for one in data.patterns if (words := language(one.pattern)) is not None]
    keys = data.entries.plain.folded_keys()
    for at, (entry, words) in enumerate(known):
        above = bisect_left(data.entries.plain, entry.start, key=lambda one: one.start)
        names = Language(NOTHING, frozenset(key for key in keys[:above] if key in words), frozenset())
        earlier: list[Language] = [words for _, words in known[:at]]
        blockers = covers(words, [*earlier, names])
        if blockers is not None:
            takers = tuple(known[number][0] for number in blockers if number < at)
            yield Unreached(entry, takers, readable(words.example or ""))
