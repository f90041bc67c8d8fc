"""Local hosts for whose names no director is ever asked (reference semantics, sections 10.4 and 13.1)."""

from __future__ import annotations

from collections.abc import Sequence

from smail_compiler.ir.program import Site
from smail_compiler.text.source import Span
from smail_lint.facts.characters import fold
from smail_lint.facts.list_items import items
from smail_lint.facts.local_names import local_hosts, plain_name
from smail_lint.facts.match_sets import MatchSet

_NAMES = ("hostnames", "more_hostnames", "uucp_name")


def unserved_hosts(site: Site, sets: Sequence[MatchSet]) -> list[tuple[str, Span, bool]]:
    """Each such host, where it is written, and whether it is only implied: the first part of the first host name.

    Nothing where all directors serve all hosts, where some director is not known, and for hosts that nobody wrote.
    """
    if "directors" in site.incomplete or not any(one.domains is not None for one in sets):
        return []
    places = _places(site)
    hosts = dict.fromkeys(sorted(local_hosts(site), key=lambda host: places[host].start if host in places else 0))
    plain = plain_name(site)
    first = next(iter(places.values()), None)
    found = [(host, places[host], False) for host in hosts if host in places]
    if plain and plain not in hosts and first is not None:
        found.append((plain, first, True))
    return [one for one in found if not any(each.serves(one[0]) for each in sets)]


def _places(site: Site) -> dict[str, Span]:
    """The local hosts that somebody wrote, by their folded names."""
    places: dict[str, Span] = {}
    for name in _NAMES:
        for host, at in items(site.variables[name]) if name in site.variables else ():
            if host:
                places.setdefault(fold(host), at)
    return places
