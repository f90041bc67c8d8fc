"""The facts of one site, each computed once and only when asked."""

from __future__ import annotations

from collections.abc import Mapping

from smail_compiler.ir.program import Entry
from smail_lint.facts.alias_graph import Books, Loop, books, loops
from smail_lint.facts.alias_keys import FirstEntries
from smail_lint.facts.as_written import Written, as_written
from smail_lint.facts.asking import Asking, fact
from smail_lint.facts.director_order import CutOff, Pair, correlated, cut_off
from smail_lint.facts.early_catch_alls import Early, early_catch_alls
from smail_lint.facts.flows import Flow, flows
from smail_lint.facts.match_sets import MatchSet, match_sets
from smail_lint.facts.populations import Populations
from smail_lint.facts.reachability import Arrival, arrivals
from smail_lint.facts.router_order import Unreached, unreached
from smail_lint.facts.router_sets import RouterSet, router_sets
from smail_lint.facts.sound import sound
from smail_lint.facts.texts import TextFile, texts
from smail_lint.facts.transport_uses import used_transports
from smail_lint.facts.transports import in_force


class SiteFacts(Asking):
    """What rules may ask: the program, what the front end said of it, its machine, and the derived facts."""

    @fact
    def written(self) -> tuple[Written, ...]:
        """Every setting where it stands in a file, those that count for nothing too."""
        return tuple(as_written(self.site))

    @fact
    def texts(self) -> tuple[TextFile, ...]:
        """The files that people write line by line, without errors of form."""
        return texts(self.site, self.diagnostics)

    @fact
    def match_sets(self) -> tuple[MatchSet, ...]:
        """For each director, in order, the names it takes."""
        return match_sets(self.site)

    @fact
    def cut_off(self) -> tuple[CutOff, ...]:
        """The directors that no name reaches."""
        return cut_off(self.match_sets)

    @fact
    def correlated(self) -> tuple[Pair, ...]:
        """The pairs of directors that overlap and whose order matters, without those that are cut off."""
        gone = {id(one.director) for one in self.cut_off} | {id(one.director) for one in self.early_catch_alls}
        found = correlated(self.match_sets)
        return tuple(pair for pair in found if not {id(pair.earlier), id(pair.later)} & gone)

    @fact
    def early_catch_alls(self) -> tuple[Early, ...]:
        """The directors that take nearly all names before others that are left with a few."""
        return early_catch_alls(self.match_sets, self.cut_off)

    @fact
    def populations(self) -> Populations:
        """The local hosts whose names count as the same."""
        return Populations(self.site, self.match_sets)

    @fact
    def books(self) -> Books:
        """The entries of alias files by the name of the director."""
        return books(self.site, self.match_sets)

    @fact
    def books_by_file(self) -> tuple[FirstEntries, ...]:
        """The entries of each alias file, once."""
        return tuple({id(one.entries.source): one for one in self.books.values()}.values())

    @fact
    def alias_loops(self) -> tuple[Loop, ...]:
        """The alias entries that lead nowhere but to each other."""
        return tuple(loops(self.site, self.populations, self.books))

    @fact
    def router_sets(self) -> tuple[RouterSet, ...]:
        """For each router, in order, the targets it knows."""
        return router_sets(self.site)

    @fact
    def unreached(self) -> tuple[Unreached, ...]:
        """The routers that never decide."""
        return tuple(unreached(self.router_sets))

    @fact
    def flows(self) -> tuple[Flow, ...]:
        """Where data from the wire does harm."""
        return flows(self.site, self.arrivals)

    @fact
    def arrivals(self) -> Mapping[str, tuple[Arrival, ...]]:
        """For each transport in force, by name, all ways to it."""
        return arrivals(self.site)

    @fact
    def transports(self) -> tuple[Entry, ...]:
        """The transports of the site's own file that are in force, without those with faults of form or type."""
        return sound(in_force(self.site.transports), self.diagnostics)

    @fact
    def directors(self) -> tuple[Entry, ...]:
        """The directors of the site's own file without faults of form or type."""
        return sound(self.site.directors, self.diagnostics)

    @fact
    def routers(self) -> tuple[Entry, ...]:
        """The routers of the site's own file without faults of form or type."""
        return sound(self.site.routers, self.diagnostics)

    @fact
    def used_transports(self) -> frozenset[str] | None:
        """The names of transports that mail can reach, None when nobody can tell."""
        return used_transports(self.site)
