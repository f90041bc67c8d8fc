"""What the order of routers does, and what the length of their matches does in spite of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from smail_lint.facts.entries import items
from smail_lint.facts.host_languages import LIKELY, Below, host_in
from smail_lint.facts.language import EMPTY, Language
from smail_lint.facts.router_sets import MOST_DOMAINS, RouterSet

MOST_TOGETHER = 300
"""Names of databases that are compared with the targets of a router that is none; with more nothing is concluded."""
UNLISTED = "host-that-nobody-lists"
_ANYBODY = (*LIKELY, f"{UNLISTED}.{UNLISTED}")


class Unreached(msgspec.Struct, frozen=True):
    """A router that decides about no target, the smallest found set of those that see to it, and such a target."""

    router: RouterSet
    blockers: tuple[RouterSet, ...]
    witness: str


class Shared(msgspec.Struct, frozen=True):
    """Two databases of paths with the same names, `names` in order; `host` is a target at which they meet."""

    earlier: RouterSet
    later: RouterSet
    names: tuple[str, ...]
    host: str


def unreached(sets: Sequence[RouterSet]) -> Iterator[Unreached]:
    """The routers that never decide, in order."""
    for at, one in enumerate(sets):
        if one.understood and _ended_by(one, sets[:at], range(at)) and one.may:
            blockers = _needed(one, sets[:at])
            yield Unreached(one, tuple(sets[each] for each in blockers), host_in(one.may) or "")


def _needed(one: RouterSet, earlier: Sequence[RouterSet]) -> list[int]:
    """One that leaves nothing by itself, if there is one; else those without which something would be left.

    The latter are tried from the last.
    """
    alone = next((at for at in range(len(earlier)) if _ended_by(one, earlier, [at])), None)
    if alone is not None:
        return [alone]
    used = list(range(len(earlier)))
    for at in reversed(range(len(earlier))):
        others = [each for each in used if each != at]
        if _ended_by(one, earlier, others, earlier[at]):
            used = others
    return used


def _ended_by(
    one: RouterSet, earlier: Sequence[RouterSet], used: Sequence[int], missed: RouterSet | None = None
) -> bool:
    """Whether a router decides about nothing, when of those before it only some take what they can.

    Languages are compared only if no target at hand shows that it does; `missed` knows some that are likely to. Nor
    are they for a database, whose targets are all like one of those.
    """
    examples = (*_examples(one), *(_examples(missed) if missed is not None else ()))
    if any(_decides(one, earlier, used, host) for host in examples):
        return False
    if isinstance(one.by_domain, Below):
        return True
    return not _rest(one, earlier, used)


def given_up(sets: Sequence[RouterSet]) -> Iterator[RouterSet]:
    """The routers that may never decide, of which that is not found since too many names stand before them."""
    for at, one in enumerate(sets):
        much = one.understood and not isinstance(one.by_domain, Below) and names_before(sets[:at]) > MOST_TOGETHER
        if much and not any(_decides(one, sets[:at], range(at), host) for host in _examples(one)):
            yield from (one,) if _rest(one, sets[:at], range(at)) else ()


def names_before(sets: Iterable[RouterSet]) -> int:
    """How many names of databases would have to be compared, each for all that is below it."""
    return sum(len(one.by_domain.domains) for one in sets if isinstance(one.by_domain, Below))


def _examples(one: RouterSet) -> Iterator[str]:
    """Some targets that a router may know: it is seldom unreached, and one that it decides about shows that.

    A label that no file has stands for all the names of a domain that nobody lists one by one.
    """
    yield from _ANYBODY
    databases = () if not isinstance(one.by_domain, Below) else one.by_domain.domains
    names = one.file.names if one.file is not None else ()
    for name in (*items(one.entry, "required"), *databases, *sorted(names)[:MOST_DOMAINS]):
        yield from (name.removeprefix("."), f"{UNLISTED}.{name.removeprefix('.')}")
    yield host_in(one.full) or ""


def _decides(one: RouterSet, earlier: Sequence[RouterSet], used: Sequence[int], host: str) -> bool:
    """Whether a router may decide about one target."""
    if not one.knows(host):
        return False
    for at in used:
        other = earlier[at]
        known = host in other.surely_by_domain
        first = known and other.always and not any(host in before.by_domain for before in earlier[:at])
        if host in other.sure or first or (known and one.weakest):
            return False
    return True


def _rest(one: RouterSet, earlier: Sequence[RouterSet], used: Sequence[int]) -> Language:
    """The targets about which a router may decide; those before it are looked at as in `unknown`.

    Where very many names of databases would have to be compared, these count as taking none.
    """
    rest, many = one.may, names_before(earlier[at] for at in used) > MOST_TOGETHER
    for at in sorted(used, key=lambda at: _cost(earlier[at])):
        if not rest or (many and earlier[at].file is not None):
            break
        rest = rest - _ended(earlier[at], earlier[:at]) - (earlier[at].surely_partly if one.weakest else EMPTY)
    return rest


def _cost(one: RouterSet) -> tuple[bool, bool]:
    """Smart hosts before others, for they leave little; databases last, for they hold many names."""
    return not one.weakest, one.file is not None


def _ended(other: RouterSet, before: Sequence[RouterSet]) -> Language:
    """The targets with which the round ends at a router for certain."""
    if not other.always:
        return other.sure
    first = other.surely_partly
    for one in before:
        first = first - one.partly
    return other.sure | first


def unknown_host(sets: Sequence[RouterSet], hosts: Language) -> str | None:
    """One of some targets that no router may know; None also where too many names would have to be compared."""
    for host in _ANYBODY:
        if host in hosts and not any(one.knows(host) for one in sets):
            return host
    return host_in(unknown(sets, hosts)) if names_before(sets) <= MOST_TOGETHER else None


def unknown(sets: Sequence[RouterSet], hosts: Language) -> Language:
    """Those of some targets that no router may know: smart hosts are asked first, databases last, if any are left."""
    for one in sorted(sets, key=_cost):
        if not hosts:
            break
        hosts = hosts - one.may
    return hosts


def shared(sets: Sequence[RouterSet]) -> Iterator[Shared]:
    """Pairs of databases that have the same names and other ways for them; only the earlier way counts."""
    for later, earlier in _databases(sets):
        assert earlier.file is not None and later.file is not None
        both = earlier.file.good & later.file.good
        names = sorted(name for name in both if _way(earlier, name) != _way(later, name))
        if names and earlier.knows(names[0]) and later.knows(names[0]):
            yield Shared(earlier, later, tuple(names), names[0])


def overtaken(sets: Sequence[RouterSet]) -> Iterator[Shared]:
    """Pairs of which the later has names below those of the earlier, and so goes first for them."""
    for later, earlier in _databases(sets):
        assert earlier.file is not None and later.file is not None
        found = ((name, _above(name, earlier.file.good)) for name in sorted(later.file.good - earlier.file.names))
        names = [(name, domain) for name, domain in found if domain and _way(earlier, domain) != _way(later, name)]
        if names and not earlier.always:
            yield Shared(earlier, later, tuple(domain for _, domain in names), names[0][0])


def _databases(sets: Sequence[RouterSet]) -> Iterator[tuple[RouterSet, RouterSet]]:
    """Pairs, the later first, of routers with databases that treat names alike."""
    known = [one for one in sets if one.file is not None]
    for at, later in enumerate(known):
        for earlier in known[:at]:
            if all(_list(one, earlier) == _list(one, later) for one in ("domain", "required")):
                yield later, earlier


def _list(name: str, one: RouterSet) -> object:
    return one.entry.value(name, private=True)


def _way(one: RouterSet, name: str) -> tuple[object, ...]:
    """What decides about the way of mail: the route, and how a transport is chosen."""
    assert one.file is not None
    rows = tuple((row.host, row.low, row.high, row.transport) for row in one.entry.methods)
    return one.file.route(name), one.entry.value("transport", private=False), rows


def _above(name: str, domains: frozenset[str]) -> str | None:
    """The nearest of the domains that a name lies below."""
    while "." in name:
        name = name.partition(".")[2]
        if name in domains:
            return name
    return None
