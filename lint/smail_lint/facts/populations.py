"""Which local names count as the same: those at hosts that no director's `domains` tells apart.

Without `domains` every local host has the same names. With it, hosts fall into groups that the same directors look
after, and `info` at one is not `info` at another (docs/decisions, on names that count apart).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property, partial

from smail_compiler.ir.program import Site
from smail_lint.facts.characters import fold
from smail_lint.facts.local_names import local_hosts, may_be_local
from smail_lint.facts.match_sets import MatchSet


class Population:
    """Local hosts that share their names: one of them to speak of, and the directors that are asked, in order."""

    def __init__(self, host: str, sets: Sequence[MatchSet]) -> None:
        self.host = host
        self.sets = tuple(sets)

    def may_take(self, name: str) -> bool:
        """Whether some director could take a folded name."""
        return any(name in one.may for one in self.sets)

    def at(self, name: str) -> str:
        """A name as an address of these hosts."""
        return f"{name}@{self.host}" if self.host else name


class Populations:
    """All populations of a site; `known` by host, and `others` that of local hosts that nobody named."""

    def __init__(self, site: Site, sets: Sequence[MatchSet]) -> None:
        self._site = site
        self._sets = sets
        self.is_local = cache(partial(may_be_local, site))
        self.told_apart = any(one.domains is not None for one in sets)
        self._made: dict[tuple[bool, ...], Population] = {}
        self.known: Mapping[str, Population] = {host: self._of(host) for host in sorted(local_hosts(site))}

    def _of(self, host: str) -> Population:
        served = tuple(one.serves(host) for one in self._sets)
        asked = [one for one, serves in zip(self._sets, served, strict=True) if serves]
        return self._made.setdefault(served, Population(host if self.told_apart else "", asked))

    @cached_property
    def bare(self) -> Population | None:
        """That of names without a host, which count as names at the visible name; None if that is not known."""
        if not self.told_apart:
            return self._of("")
        written = [self._site.variables[one].value for one in ("visible_name", "hostnames")]
        name = next((one for one in written if isinstance(one, str) and one), None)
        return None if name is None else self._of(fold(name.partition(":")[0]))

    @property
    def all(self) -> tuple[Population, ...]:
        """Those that are known to have names."""
        first = (self.bare,) if self.bare is not None else ()
        return tuple({id(one): one for one in (*first, *self.known.values())}.values())

    def of(self, host: str) -> Population | None:
        """That of a folded host as it stands behind an `@`, empty for none; None for another or unknown host."""
        return self.known.get(host) if host else self.bare
