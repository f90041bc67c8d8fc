"""What a rule is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Kind
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.report.page import Page, sections_of

Check = Callable[[SiteFacts], Iterator[Diagnostic]]


class Rule(msgspec.Struct, frozen=True):
    """One rule: its identity, the release it came with, and its check.

    `check` asks facts and yields findings; it never parses text and never imports another rule. The manual page is
    the docstring of the rule's module. `fix` tells the strongest repair it offers (`safe`, `unsafe`, `show` or
    None), and `changes` the settings that may be others after a safe one. A rule in `preview` and an `optional` one
    run only when selected.
    `parameters` are the numbers that settings may change. `parts` are the questions that `check` is made of, where
    these ask for different things, so that each is asked again only when it must be.
    """

    kind: Kind
    since: str
    check: Check
    module: str
    fix: str | None = None
    preview: bool = False
    optional: bool = False
    parameters: tuple[Parameter, ...] = ()
    changes: tuple[str, ...] = ()
    parts: tuple[Check, ...] = ()

    def questions(self) -> Iterator[tuple[str, Check]]:
        """What it asks, each question with a name that no other has."""
        parts = self.parts or (self.check,)
        return ((f"{self.kind.code}.{number}", part) for number, part in enumerate(parts))

    @property
    def by_default(self) -> bool:
        """Whether it runs without being named."""
        return not self.preview and not self.optional

    @property
    def family(self) -> str:
        """The folder the rule lives in."""
        return self.module.rsplit(".", 2)[-2]

    def page(self) -> Page:
        """The manual page of the rule."""
        summary, sections = sections_of(sys.modules[self.module].__doc__ or "")
        kind = self.kind
        return Page(
            code=kind.code,
            name=kind.name,
            severity=kind.severity,
            family=self.family,
            since=self.since,
            fix=self.fix,
            preview=self.preview,
            optional=self.optional,
            parameters=tuple(
                f"- `{one.name}` (default {one.default}, from {one.least} to {one.most}): {one.meaning}"
                for one in self.parameters
            ),
            summary=summary,
            sections=sections,
        )


def front_end_rule(
    kind: Kind, module: str, since: str = "0.1", fix: str | None = None, *, optional: bool = False
) -> Rule:
    """A rule whose findings the front end makes while it reads: the check hands out those of its kind."""

    def check(facts: SiteFacts) -> Iterator[Diagnostic]:
        return iter([one for one in facts.diagnostics if one.kind.code == kind.code])

    return Rule(kind, since, check, module, fix, optional=optional)
