"""Match sets: which names a director takes, for certain or possibly.

Only ordinary local names are modelled. What depends on the outside (logins, files, programs) is a *question*: its
answer is unknown, but equal questions have equal answers. A director that is not understood may take anything and
takes nothing for certain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from smail_compiler.ir.program import Entry, Site
from smail_compiler.schema.attribute import Scalar
from smail_compiler.syntax.expression import Home, Text
from smail_compiler.syntax.nodes import AliasNode
from smail_lint.facts.affixes import affixed, is_exact
from smail_lint.facts.alias_keys import first_entries
from smail_lint.facts.alias_languages import alias_names
from smail_lint.facts.characters import fold
from smail_lint.facts.entries import text
from smail_lint.facts.language import EMPTY, NAMES, Language
from smail_lint.facts.name_patterns import forwardable, logins, well_formed
from smail_lint.facts.reachability import new_user
from smail_lint.facts.smart_target import coming_back

ANY_DOMAIN: frozenset[str] | None = None


class MatchSet(msgspec.Struct, frozen=True):
    """What is known about one director.

    `may` holds every name it could take, `must` those it takes for certain when they reach it. `question` names what
    decides about the others. `selective` tells that it picks names by prefix, suffix or known keys. `domains` are the
    local domains it serves, None for all. Two directors with equal `outcome` do the same with a name; with `data` the
    alias entries decide as well. `understood` is False when nothing may be concluded. `passes_on` tells that the
    directors below are asked about its names, too.
    """

    entry: Entry
    may: Language
    must: Language
    question: tuple[Scalar, ...] | None
    selective: bool
    domains: frozenset[str] | None
    outcome: tuple[Scalar, ...]
    data: Mapping[str, AliasNode] | None = None
    understood: bool = True
    passes_on: bool = False

    def serves(self, domain: str) -> bool:
        """Whether it looks at names of a local domain."""
        return self.domains is None or domain in self.domains

    def serves_all(self, other: MatchSet) -> bool:
        """Whether it serves every domain of another."""
        return self.domains is None or (other.domains is not None and other.domains <= self.domains)

    def meets(self, other: MatchSet) -> bool:
        """Whether both serve some domain."""
        return self.domains is None or other.domains is None or bool(self.domains & other.domains)

    @property
    def is_list(self) -> bool:
        """Whether its names are those that stand in an alias file."""
        return self.entry.driver == "aliasfile" and self.selective

    def taken_before(self, later: MatchSet) -> Language:
        """The names that `later`, asked after this one, never gets."""
        if self.passes_on:
            return EMPTY
        same = self.question is not None and self.question == later.question
        return self.may if same else self.must

    def does_the_same(self, other: MatchSet, name: str) -> bool:
        """Whether both do the same with a name that both take."""
        if self.outcome != other.outcome:
            return False
        mine, theirs = (one.data[name] if one.data else None for one in (self, other))
        return _what(mine) == _what(theirs)


def _what(entry: AliasNode | None) -> tuple[tuple[str, str], ...] | None:
    return None if entry is None else tuple((target.kind, target.target) for target in entry.targets)


def match_sets(site: Site) -> tuple[MatchSet, ...]:
    """The match sets of all directors, in their order."""
    return tuple(_match_set(site, entry) for entry in site.directors)


def _match_set(site: Site, entry: Entry) -> MatchSet:
    reader = _READERS.get(entry.driver)
    known = reader(site, entry) if reader is not None and entry.known else None
    if known is None:
        return MatchSet(entry, NAMES, EMPTY, None, False, _domains(entry), (), understood=False)
    if entry.value("always", private=False):
        return msgspec.structs.replace(known, must=EMPTY, passes_on=True)
    return known


def _domains(entry: Entry) -> frozenset[str] | None:
    value = entry.value("domains", private=False)
    return frozenset(map(fold, value.split(":"))) if isinstance(value, str) else ANY_DOMAIN


_CHOOSING = frozenset({"domains", "driver"})


def _outcome(entry: Entry, *private: str) -> tuple[Scalar, ...]:
    """The settings that decide what happens to a name: all generic ones, and these of the driver."""
    names = {one.name for one in entry.generic} | {name for is_private, name in entry.defaults if not is_private}
    generic = [entry.value(name, private=False) for name in sorted(names - _CHOOSING)]
    return (
        entry.driver,
        *sorted(names - _CHOOSING),
        *generic,
        *(entry.value(name, private=True) for name in private),
    )


def _include(site: Site, entry: Entry) -> MatchSet:
    """Include forms or errors only, never a name."""
    return MatchSet(entry, EMPTY, EMPTY, None, False, _domains(entry), _outcome(entry))


def _aliasfile(site: Site, entry: Entry) -> MatchSet:
    """The keys when the data is at hand, else any name that the file may hold."""
    place = (entry.driver, entry.value("file", private=True), entry.value("proto", private=True), *_affixes(entry))
    data = site.aliases.get(entry.name)
    if data is None:
        outcome = (*_outcome(entry), *place)
        return MatchSet(entry, affixed(entry, NAMES), EMPTY, place, False, _domains(entry), outcome)
    entries = first_entries(data)
    may, must = alias_names(site, data, entries)
    plain = not data.patterns and not any(_affixes(entry))
    return MatchSet(
        entry,
        affixed(entry, may),
        affixed(entry, must) if is_exact(entry) else EMPTY,
        place,
        True,
        _domains(entry),
        _outcome(entry) if plain else (*_outcome(entry), *place),
        entries if plain else None,
    )


def _forwardfile(site: Site, entry: Entry) -> MatchSet:
    """Names with the prefix and suffix; a file below the home makes them logins."""
    names = logins() if _is_below_home(entry) else forwardable()
    may = forwardable() & affixed(entry, names if names is not forwardable() else NAMES)
    how = (text(entry, "file"), entry.value("forwardto", private=True))
    question = (entry.driver, *how, *_affixes(entry))
    outcome = (*_outcome(entry, "caution", "unsecure", "modemask", "checkowner", "owners", "owngroups"), *how)
    return MatchSet(entry, may, EMPTY, question, any(_affixes(entry)), _domains(entry), outcome)


def _is_below_home(entry: Entry) -> bool:
    written = entry.setting("file", private=True)
    if written is None or not isinstance(written.template, Text):
        return text(entry, "file").startswith("~/")
    parts = written.template.parts
    return bool(parts) and isinstance(parts[0], Home) and not parts[0].login


def _user(site: Site, entry: Entry) -> MatchSet:
    """Logins, or the names of a file of accounts, with prefix and suffix."""
    file = entry.value("pwfile", private=True)
    question = (entry.driver, file, entry.value("proto", private=True), *_affixes(entry))
    may = affixed(entry, logins())
    outcome = _outcome(entry, "transport")
    return MatchSet(entry, may, EMPTY, question, any(_affixes(entry)), _domains(entry), outcome)


def _smartuser(site: Site, entry: Entry) -> MatchSet | None:
    """All names, or all well-formed ones, but for those that its own results have."""
    transport = entry.value("transport", private=True)
    target = new_user(site, entry)
    if target is None:
        return MatchSet(entry, EMPTY, EMPTY, None, False, _domains(entry), ())
    if not isinstance(target.template, Text):
        return None
    names = affixed(entry, well_formed() if entry.value("well_formed_only", private=True) else NAMES)
    exact = is_exact(entry) or not entry.value("well_formed_only", private=True)
    back = EMPTY if isinstance(transport, str) else coming_back(site, target.template)
    outcome = (*_outcome(entry, "transport", "well_formed_only"), target.value)
    must, selective = names - back if exact else EMPTY, any(_affixes(entry))
    return MatchSet(entry, names, must, None, selective, _domains(entry), outcome)


def _affixes(entry: Entry) -> tuple[str, str]:
    return fold(text(entry, "prefix")), fold(text(entry, "suffix"))


_READERS: Mapping[str, Callable[[Site, Entry], MatchSet | None]] = {
    "aliasinclude": _include,
    "forwardinclude": _include,
    "genericinclude": _include,
    "aliasfile": _aliasfile,
    "forwardfile": _forwardfile,
    "user": _user,
    "altuser": _user,
    "smartuser": _smartuser,
    "error": _include,
}
