"""Entries of alias files that no name reaches, because patterns above take them (reference semantics, section 15)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import AliasData, AliasPattern, Site
from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.source import bytes_of
from smail_lint.facts.characters import fold, readable
from smail_lint.facts.language import Language, finite
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
    """Names that a single pattern above takes."""
    taken: dict[int, list[AliasNode]] = {}
    first = data.patterns[0].entry.start
    for entry in data.plain:
        if entry.start > first and (at := _taker(data.patterns, entry)) is not None:
            taken.setdefault(at, []).append(entry)
    for at, entries in taken.items():
        yield Unreached(entries[0], (data.patterns[at].entry,), entries[0].key, len(entries) - 1)


def _taker(patterns: tuple[AliasPattern, ...], entry: AliasNode) -> int | None:
    """The first pattern above an entry that fits its name."""
    key = bytes_of(entry.key)
    for at, one in enumerate(patterns):
        if one.entry.start > entry.start:
            return None
        if one.pattern.fits(key):
            return at
    return None


def _patterns(data: AliasData) -> Iterator[Unreached]:
    """Patterns whose names are all taken by patterns, or names, above."""
    known = [(one.entry, words) for one in data.patterns if (words := language(one.pattern)) is not None]
    for at, (entry, words) in enumerate(known):
        names = finite(one.key for one in data.plain if one.start < entry.start and fold(one.key) in words)
        earlier: list[Language] = [words for _, words in known[:at]]
        blockers = covers(words, [*earlier, names])
        if blockers is not None:
            above = tuple(known[number][0] for number in blockers if number < at)
            yield Unreached(entry, above, readable(words.example or ""))
