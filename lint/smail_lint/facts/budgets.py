"""Budgets of the analysis that this site has used up, and what is not concluded for that reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from smail_compiler.schema.attribute import Sink
from smail_compiler.syntax.expression import Conditional, ForEach, Lookup
from smail_compiler.syntax.walking import words
from smail_compiler.text.source import Span
from smail_lint.facts import alternatives, director_order, pattern_languages, router_order, router_sets
from smail_lint.facts.affixes import affix_is_too_large
from smail_lint.facts.entries import items, value_place
from smail_lint.facts.router_sets import RouterSet
from smail_lint.facts.templates import templates

if TYPE_CHECKING:
    from smail_lint.facts.site_facts import SiteFacts

_CHOOSING = (Conditional, ForEach, Lookup)
_AFFIXES = ("prefix", "suffix")


class Spent(msgspec.Struct, frozen=True):
    """A budget that was too small: what used it up, and what is missing now."""

    at: Span
    what: str
    missing: str


def _affixes(facts: SiteFacts) -> Iterator[Spent]:
    for entry in facts.site.directors:
        for name in _AFFIXES:
            at = value_place(entry, name)
            if at is not None and affix_is_too_large(entry, name):
                yield Spent(
                    at,
                    f"the pattern has more than {pattern_languages.MOST_STATES} states",
                    f"`{entry.name}` counts as one that may take any name: what hides it is not found",
                )


def _keys(facts: SiteFacts) -> Iterator[Spent]:
    """Patterns among the keys of alias files, each file once."""
    for data in {id(one.source): one for one in facts.site.aliases.values() if one.patterns}.values():
        for one in data.patterns:
            if pattern_languages.language(one.pattern) is None:
                yield Spent(
                    one.entry.key_at,
                    f"the pattern has more than {pattern_languages.MOST_STATES} states",
                    "it counts as one that may take any name: which entries it hides is not found",
                )


def _pairs(facts: SiteFacts) -> Iterator[Spent]:
    """Directors that overlap with more of those before them than are told."""
    most = director_order.MOST
    told = Counter(id(one.later) for one in facts.correlated)
    if most not in told.values():
        return
    gone = {id(one.director) for one in facts.cut_off} | {id(one.director) for one in facts.early_catch_alls}
    pairs = director_order.correlated(facts.match_sets, len(facts.match_sets))
    more = Counter(id(one.later) for one in pairs if not {id(one.earlier), id(one.later)} & gone)
    for one in facts.match_sets:
        if more[id(one)] > most and one.entry.at is not None:
            missing = f"only the first {most} directors that take names of `{one.entry.name}` are told"
            yield Spent(one.entry.at, f"more than {most} directors overlap with `{one.entry.name}`", missing)


def _databases(facts: SiteFacts) -> Iterator[Spent]:
    """Databases of paths with too many names, before a router that they may cut off."""
    most, sets = router_sets.MOST_DOMAINS, facts.router_sets
    for number, one in enumerate(sets):
        at = value_place(one.entry, "file")
        if one.file is not None and at is not None and len(one.file.names) > most:
            behind = [later for later in sets[number + 1 :] if _is_narrow(later)]
            if behind:
                yield Spent(
                    at,
                    f"the database has more than {most} names",
                    f"names below them are not compared: whether they cut off `{behind[0].entry.name}` is not found",
                )
    yield from _together(sets)


def _together(sets: Sequence[RouterSet]) -> Iterator[Spent]:
    """Databases that have too many names together, before a router that they may cut off."""
    for one in router_order.given_up(sets):
        if one.entry.at is not None:
            yield Spent(
                one.entry.at,
                f"the databases before `{one.entry.name}` have more than {router_order.MOST_TOGETHER} names",
                f"whether they cut off `{one.entry.name}` together is not found",
            )


def _is_narrow(one: RouterSet) -> bool:
    """Whether it knows few enough targets for a database to have them all."""
    return one.file is not None or bool(items(one.entry, "required"))


def _texts(facts: SiteFacts) -> Iterator[Spent]:
    for setting, tree in templates(facts.site):
        deep = any(isinstance(part, _CHOOSING) for word in words(tree) for part in word.parts)
        if setting.fact.sink is not Sink.NONE and deep and any(map(alternatives.has_too_many, words(tree))):
            yield Spent(
                setting.value_at or tree.at,
                f"the branches of `{setting.spelled}` come out in more than {alternatives.MOST} ways",
                "what data does in it is judged for all of them together, and may be told too often or not at all",
            )


BUDGETS = (_affixes, _keys, _pairs, _databases, _texts)
"""Those that each find tells of, by the order of the files in which the site is read."""
