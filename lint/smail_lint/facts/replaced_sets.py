"""What a file of directors or routers takes away with the built-in entries, all of which it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from smail_compiler.ir.program import Entry
from smail_compiler.schema.attribute import FileKind
from smail_compiler.semantics.builtin import built_in_entries
from smail_compiler.text.source import Span
from smail_lint.facts.characters import fold
from smail_lint.facts.forward_files import home_files
from smail_lint.facts.host_languages import dotted
from smail_lint.facts.language import Language, finite
from smail_lint.facts.local_names import local_hosts, may_be_local
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.router_order import unknown
from smail_lint.facts.router_sets import RouterSet
from smail_lint.facts.takers import delivers, targets_of_nobody

if TYPE_CHECKING:
    from smail_lint.facts.site_facts import SiteFacts

_HOST = re.compile(r"@([a-z0-9_-]+(?:\.[a-z0-9_-]+)+)")
_OF_ALL = frozenset({"user", "altuser", "smartuser"})


class Lack(msgspec.Struct, frozen=True):
    """What nobody in the file looks after: a local name, or a host; and where it is asked for."""

    name: str
    at: Span


def replaced(facts: SiteFacts, kind: FileKind) -> tuple[str, ...]:
    """The built-in entries of whose driver the site's file has none."""
    entries = facts.site.directors if kind is FileKind.DIRECTOR else facts.site.routers
    own = {one.driver for one in entries}
    built_in = built_in_entries(kind, facts.site.dialect.edition)
    return tuple(one.name for one in built_in if one.driver not in own)


def _is_whole(facts: SiteFacts, entries: tuple[Entry, ...], table: str) -> bool:
    """Whether the entries are all of a file; without a config file beside it, it is taken for a part of a site."""
    own = any(one.at is not None for one in entries)
    return own and bool(facts.site.written) and table not in facts.site.incomplete


def lost_account(facts: SiteFacts) -> Lack | None:
    """A sign that accounts should get mail, where no director of the site's file gives them any.

    That is a director for the forward files of homes; or, where there are alias files alone, an alias for a name that
    nobody takes.
    """
    sets = facts.match_sets
    if not _is_whole(facts, facts.site.directors, "directors") or any(map(_may_serve_accounts, sets)):
        return None
    forwards = {id(one.entry): one for one in home_files(facts.site)}
    last = max((at for at, one in enumerate(sets) if id(one.entry) in forwards), default=None)
    if last is None:
        return None if delivers(facts) else _unserved_alias(facts)
    if any(one.entry.driver == "aliasfile" for one in sets[last:]):
        return None
    file = forwards[id(sets[last].entry)].file
    at = file.place
    return Lack("jane", at) if at is not None else None


def _may_serve_accounts(one: MatchSet) -> bool:
    """Whether it may be there for all accounts, or for all names."""
    return not one.understood or (one.entry.driver in _OF_ALL and not one.selective and bool(one.may))


def _unserved_alias(facts: SiteFacts) -> Lack | None:
    """The first target that is a local name of nobody."""
    found = next(targets_of_nobody(facts, 0), None)
    return None if found is None else Lack(found[1], found[0].at)


def lost_host(facts: SiteFacts) -> Lack | None:
    """A host elsewhere that an alias sends mail to, where no router of the site's file can know it."""
    sets = facts.router_sets
    if not _is_whole(facts, facts.site.routers, "routers") or not all(one.understood for one in sets):
        return None
    rest = unknown([one for one in sets if one.file is None], dotted() - finite(local_hosts(facts.site)))
    databases = [one for one in sets if one.file is not None]
    return next(_sent_to(facts, _Left(rest, databases)), None) if rest else None


class _Left:
    """The hosts of a language that no database of paths knows; these are asked, for they hold many names."""

    def __init__(self, rest: Language, databases: Sequence[RouterSet]) -> None:
        self._rest = rest
        self._databases = databases

    def __contains__(self, host: str) -> bool:
        return host in self._rest and not any(one.knows(host) for one in self._databases)


def _sent_to(facts: SiteFacts, hosts: _Left) -> Iterator[Lack]:
    """The targets of aliases at some of these hosts."""
    for book in facts.books_by_file:
        values = enumerate(book.entries.folded_values())
        numbers = (number for number, value in values if any(one in hosts for one in _HOST.findall(value)))
        for number in sorted({*numbers, *book.entries.odd}):
            for target in book.entries[number].targets:
                host = _HOST.search(fold(target.target)) if target.kind == "address" else None
                if host is not None and host[1] in hosts and not may_be_local(facts.site, host[1]):
                    yield Lack(host[1], target.at)
