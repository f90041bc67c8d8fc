"""The names that an alias file takes: those of its plain keys and those that its patterns fit."""

from __future__ import annotations

from smail_compiler.ir.program import AliasData, AliasPattern, Site
from smail_lint.facts.alias_keys import FirstEntries, handed_on
from smail_lint.facts.characters import fold
from smail_lint.facts.language import EMPTY, NAMES, Language, finite, folded
from smail_lint.facts.pattern_languages import language


def alias_names(site: Site, data: AliasData, entries: FirstEntries) -> tuple[Language, Language]:
    """The names it may take, and those that it takes for certain and does not hand on to later directors."""
    keys = folded(entries.words)
    may, must = keys, keys
    for one in data.patterns:
        words = language(one.pattern)
        may = may | (NAMES if words is None else words & NAMES)
        if words is not None and _leads_away(one, words):
            must = must | (words & NAMES)
    own = [words for one in data.patterns if (words := _handed_back(one)) is not None]
    for back in own:
        must = must - back
    return may, must - finite(handed_on(site, entries))


def _leads_away(one: AliasPattern, words: Language) -> bool:
    """Whether no target of a pattern can be the name itself."""
    names = [fold(target.target).lstrip("\\").partition("@")[0] for target in one.entry.targets]
    return not any("$" in name or name in words for name in names)


def _handed_back(one: AliasPattern) -> Language | None:
    """The names of a pattern some of which come back to the directors behind, None when there are none."""
    words = language(one.pattern)
    return None if words is None or _leads_away(one, words) else words if words else EMPTY
