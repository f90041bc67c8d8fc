"""The facts of one site, each computed once and only when asked."""

from __future__ import annotations

from functools import cached_property

from smail_compiler.ir.program import Site
from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.facts.match_sets import MatchSet, match_sets


class SiteFacts:
    """What rules may ask: the program, what the front end said of it, and the derived facts."""

    def __init__(self, site: Site, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.site = site
        self.diagnostics = diagnostics

    @cached_property
    def match_sets(self) -> tuple[MatchSet, ...]:
        """For each director, in order, the names it takes."""
        return match_sets(self.site)
