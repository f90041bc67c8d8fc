"""Local names that no director takes (reference semantics, sections 11 and 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat
from operator import contains
from typing import TYPE_CHECKING

from smail_compiler.semantics.near import nearest
from smail_compiler.syntax.kinds import UNQUOTED_COMMAND
from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_compiler.text.source import Span
from smail_lint.facts.alias_keys import FirstEntries
from smail_lint.facts.characters import fold, readable
from smail_lint.facts.language import EMPTY, Language
from smail_lint.facts.local_targets import name_of
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.name_patterns import logins
from smail_lint.facts.populations import Population

if TYPE_CHECKING:
    from smail_lint.facts.site_facts import SiteFacts

_ALWAYS = frozenset({"postmaster", "mailer-daemon"})
_DELIVERING = frozenset({"user", "altuser", "smartuser", "forwardfile"})
_WORD = re.compile(r"(?<![\w.+=|/\"-])\\?([a-z0-9_][a-z0-9_.+=-]*)(@[a-z0-9_.+=-]+)?(?=[ \t]*(?:,|\Z))")


def handed_to_nobody(facts: SiteFacts) -> Iterator[tuple[MatchSet, str]]:
    """Directors with keys of theirs that go on to the directors behind, where none may take them."""
    for one in facts.match_sets:
        handed = one.may.more - one.must.more if one.data is not None and one.may.is_finite else ()
        for name in handed:
            served = [two for two in facts.populations.all if any(each is one for each in two.sets)]
            if served and not any(_behind(population, one, name) for population in served):
                yield one, name


def _behind(population: Population, director: MatchSet, name: str) -> bool:
    """Whether some director behind this one may take the name."""
    at = next(number for number, one in enumerate(population.sets) if one is director)
    return any(name in one.may for one in population.sets[at + 1 :])


def dangling(facts: SiteFacts, near: int) -> Iterator[tuple[TargetNode, str, str | None]]:
    """Targets that are local names which no director takes, each with the nearest key of up to `near` of them.

    Words of a command that lacks its quotes are no names.
    """
    return (
        targets_of_nobody(facts, near) if delivers(facts) and "directors" not in facts.site.incomplete else iter(())
    )


def targets_of_nobody(facts: SiteFacts, near: int) -> Iterator[tuple[TargetNode, str, str | None]]:
    """The same, whether or not any director delivers."""
    takes_logins = {id(one): logins() <= _others(one) for one in facts.populations.all}
    torn = {(one.at.source.path, one.at.start) for one in facts.diagnostics if one.kind is UNQUOTED_COMMAND}
    for director, book in facts.books.items():
        for entry in _suspects(facts, book, takes_logins):
            if any((one.at.source.path, one.at.start) in torn for one in entry.targets):
                continue
            for target in entry.targets:
                name = name_of(target)
                if name is not None and _is_dangling(facts, director, entry, *name):
                    keys = book.words if len(book.words) <= near else ()
                    yield target, target.target, _near(name[0], keys)


def delivers(facts: SiteFacts) -> bool:
    """Whether some director delivers: a site of alias files alone is taken for a part."""
    return any(one.entry.driver in _DELIVERING for one in facts.match_sets)


def _sends_on(facts: SiteFacts) -> bool:
    """Whether the site is that of a host which sends all its mail on: it has a config file and routers, too."""
    return bool(facts.site.written) and any(one.at is not None for one in facts.site.routers)


def _near(name: str, keys: Iterator[str] | frozenset[str] | tuple[()]) -> str | None:
    found = nearest(name, sorted(keys))
    return readable(found) if found and found != name else None


def _others(population: Population) -> Language:
    """All names that directors without known keys may take."""
    found = EMPTY
    for one in population.sets:
        if not one.may.is_finite:
            found = found | one.may
    return found


def _suspects(facts: SiteFacts, book: FirstEntries, takes_logins: dict[int, bool]) -> Iterator[AliasNode]:
    """The entries in whose text some word may be a name that nobody takes."""
    yield from book.entries.odd.values()
    if all(takes_logins.values()):
        return
    known = [one.may.more for one in facts.populations.bare.sets] if facts.populations.bare is not None else []
    for number, value in book.inward(facts.populations.is_local):
        if value != book.folded[number] and any(map(contains, known, repeat(value))):
            continue
        for name, host in _WORD.findall(value):
            population = facts.populations.of(host[1:])
            if population is not None and not takes_logins[id(population)] and not population.may_take(name):
                yield book.entries[number]
                break
            if name == book.folded[number]:
                yield book.entries[number]
                break


def _is_dangling(facts: SiteFacts, director: str, entry: AliasNode, name: str, host: str) -> bool:
    population = facts.populations.of(host)
    if population is None or name in _ALWAYS:
        return False
    if name != fold(entry.key):
        return not population.may_take(name)
    one = next((each for each in population.sets if each.entry.name == director), None)
    itself = all(found is not None and found[0] == name for found in map(name_of, entry.targets))
    return one is not None and not itself and not _behind(population, one, name)


def without(facts: SiteFacts, name: str) -> Iterator[tuple[Population, Span]]:
    """The populations in which no director may take a name, and where it should be written.

    Those without any alias file at hand are left out, and sites that are not whole.
    """
    if not (delivers(facts) or _sends_on(facts)) or "directors" in facts.site.incomplete:
        return
    for population in facts.populations.all:
        places = [one.entry.name for one in population.sets if one.entry.name in facts.books]
        if places and not population.may_take(name):
            yield population, facts.site.aliases[places[0]].source.span(0)


def falls_back(facts: SiteFacts) -> bool:
    """Whether somebody may get the mail for postmaster by the variable `postmaster_address`."""
    address = facts.site.variable("postmaster_address")
    if not isinstance(address, str) or not address:
        return False
    name, _, host = fold(address).partition("@")
    population = facts.populations.of(host)
    return population is None or any(one in address for one in '!%":|') or population.may_take(name)


def entry_of(population: Population, name: str) -> AliasNode | None:
    """The alias entry of a name, of the first file that has one."""
    return next((one.data[name] for one in population.sets if one.data is not None and name in one.data), None)
