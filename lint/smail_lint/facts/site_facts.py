"""The facts of one site, each computed once and only when asked."""

from __future__ import annotations

from smail_compiler.ir.program import Site
from smail_compiler.text.diagnostic import Diagnostic


class SiteFacts:
    """What rules may ask: the program, what the front end said of it, and the derived facts."""

    def __init__(self, site: Site, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.site = site
        self.diagnostics = diagnostics
