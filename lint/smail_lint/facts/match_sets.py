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
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics.affixes import pattern_of
from smail_compiler.syntax.expression import Home, Text
from smail_compiler.syntax.nodes import AliasNode
from smail_lint.facts.alias_keys import first_entries, handed_on
from smail_lint.facts.characters import fold
from smail_lint.facts.language import ALL, EMPTY, NAMES, Language, ending_in, finite, folded, starting
from smail_lint.facts.name_patterns import forwardable, logins, well_formed
from smail_lint.facts.reachability import new_user
from smail_lint.facts.smart_target import coming_back

ANY_DOMAIN: frozenset[str] | None = None


class MatchSet(msgspec.Struct, frozen=True):
    """What is known about one director.

    `may` holds every name it could take, `must` those it takes for certain when they reach it. `question` names what
    decides about the others. `selective` tells that it picks names by prefix, suffix or known keys. `domains` are the
    local domains it serves, None for all. Two directors with equal `outcome` do the same with a name; with `data` the
    alias entries decide as well. `understood` is False when nothing may be concluded.
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

    def serves(self, domain: str) -> bool:
        """Whether it looks at names of a local domain."""
        return self.domains is None or domain in self.domains

    def meets(self, other: MatchSet) -> bool:
        """Whether both serve some domain."""
        return self.domains is None or other.domains is None or bool(self.domains & other.domains)

    def taken_before(self, later: MatchSet) -> Language:
        """The names that `later`, asked after this one, never gets."""
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
    reader = None if _is_beyond(entry) else _READERS.get(entry.driver)
    known = reader(site, entry) if reader is not None and entry.known else None
    if known is None:
        return MatchSet(entry, NAMES, EMPTY, None, False, _domains(entry), (), understood=False)
    return known


def _is_beyond(entry: Entry) -> bool:
    """Whether it uses what is not modelled: settings of the extended dialect, prefixes and suffixes as patterns."""
    ours = any(one.fact.since == EXTENDED and one.value for one in (*entry.generic, *entry.private))
    patterns = (pattern_of(_text(entry, name), suffix=name == "suffix") for name in ("prefix", "suffix"))
    return (ours and entry.driver != "error") or any(one is not None for one in patterns)


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
    place = (entry.driver, entry.value("file", private=True), entry.value("proto", private=True))
    data = site.aliases.get(entry.name)
    if data is None or data.patterns:
        return MatchSet(entry, NAMES, EMPTY, place, False, _domains(entry), (*_outcome(entry), *place))
    entries = first_entries(data)
    keys = folded(entries.words)
    must = keys - finite(handed_on(site, entries))
    return MatchSet(entry, keys, must, place, True, _domains(entry), _outcome(entry), entries)


def _forwardfile(site: Site, entry: Entry) -> MatchSet:
    """Names with the prefix and suffix; a file below the home makes them logins."""
    prefix, suffix = _text(entry, "prefix"), _text(entry, "suffix")
    names = logins() if _is_below_home(entry) else forwardable()
    may = names & starting(prefix, NAMES) & (ending_in(suffix) if suffix else ALL)
    how = (_text(entry, "file"), entry.value("forwardto", private=True))
    question = (entry.driver, *how, fold(prefix), fold(suffix))
    outcome = (*_outcome(entry, "caution", "unsecure", "modemask", "checkowner", "owners", "owngroups"), *how)
    return MatchSet(entry, may, EMPTY, question, bool(prefix or suffix), _domains(entry), outcome)


def _is_below_home(entry: Entry) -> bool:
    written = entry.setting("file", private=True)
    if written is None or not isinstance(written.template, Text):
        return _text(entry, "file").startswith("~/")
    parts = written.template.parts
    return bool(parts) and isinstance(parts[0], Home) and not parts[0].login


def _user(site: Site, entry: Entry) -> MatchSet:
    """Logins behind the prefix."""
    prefix = _text(entry, "prefix")
    question = (entry.driver, entry.value("pwfile", private=True), fold(prefix))
    may = starting(prefix, logins())
    outcome = _outcome(entry, "transport")
    return MatchSet(entry, may, EMPTY, question, bool(prefix), _domains(entry), outcome)


def _smartuser(site: Site, entry: Entry) -> MatchSet | None:
    """All names, or all well-formed ones, but for those that its own results have."""
    transport = entry.value("transport", private=True)
    target = new_user(site, entry)
    if target is None:
        return MatchSet(entry, EMPTY, EMPTY, None, False, _domains(entry), ())
    if not isinstance(target.template, Text):
        return None
    names = well_formed() if entry.value("well_formed_only", private=True) else NAMES
    back = EMPTY if isinstance(transport, str) else coming_back(site, target.template)
    outcome = (*_outcome(entry, "transport", "well_formed_only"), target.value)
    return MatchSet(entry, names, names - back, None, False, _domains(entry), outcome)


def _text(entry: Entry, name: str) -> str:
    value = entry.value(name, private=True)
    return value if isinstance(value, str) else ""


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
