"""One name for every combination of the patterns that a configuration asks names about.

The patterns are languages (`smail_lint.facts.language`); the set of all names is split by one after the other, and
what is left are the cells within which no pattern can tell two names apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from smail_lint.facts.characters import readable
from smail_lint.facts.language import NAMES, Language, ending_in, starting
from smail_lint.facts.name_patterns import forwardable, logins, well_formed
from smail_lint.facts.pattern_languages import language
from smail_lint.facts.words import words
from smail_lint.query.modelled.constants import nodes
from smail_runtime.table.director import Affix
from smail_runtime.table.pattern import Pattern, PatternEntry
from smail_runtime.table.program import Program

MOST_CELLS = 300
_WORDS = 3


def cells(atoms: Iterable[Language]) -> Iterator[str]:
    """A readable name of each cell; when there are too many, cells stay together that later atoms would split."""
    found = [NAMES]
    for atom in atoms:
        if len(found) >= MOST_CELLS:
            break
        halves = [(one & atom, one - atom) for one in found]
        found = [half for pair in halves for half in pair if half]
    return (readable(one.example) for one in found if one.example is not None)


def atoms(programs: Iterable[Program], entries: Iterable[PatternEntry]) -> list[Language]:
    """The languages that programs and alias files with patterns ask about, each once."""
    found = [logins(), well_formed(), forwardable()]
    for prefix, suffix in affixes(programs):
        found += [starting(prefix, NAMES)] if isinstance(prefix, str) and prefix else []
        found += [ending_in(suffix)] if isinstance(suffix, str) and suffix else []
    patterns = {one.pattern.text: one.pattern for one in entries}
    known = map(language, patterns.values())
    return [*_distinct(found), *(one for one in known if one is not None)]


def _distinct(found: list[Language]) -> list[Language]:
    kept: list[Language] = []
    for one in found:
        if not any(one == other for other in kept):
            kept.append(one)
    return kept


def affixes(programs: Iterable[Program]) -> list[tuple[Affix, Affix]]:
    """The prefix and suffix of each director that asks for one, each pair once."""
    drivers = (node for program in programs for director in program.directors for node in nodes(director.driver))
    pairs = ((getattr(one, "prefix", None), getattr(one, "suffix", None)) for one in drivers)
    return list({_shown(pair): pair for pair in pairs if pair != (None, None)}.values())


def _shown(pair: tuple[Affix, Affix]) -> tuple[str, ...]:
    return tuple(one.text if isinstance(one, Pattern) else one or "" for one in pair)


def spelled(affix: Affix, *, suffix: bool) -> list[str]:
    """Texts that an affix fits: itself, or some of a pattern, of which those for ends are compiled backwards."""
    if not isinstance(affix, Pattern):
        return [affix or ""]
    known = language(affix)
    found = islice(words(known.base), _WORDS) if known is not None else ()
    return [readable(one[::-1] if suffix else one) for one in found]
