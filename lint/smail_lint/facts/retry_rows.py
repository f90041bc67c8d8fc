"""The rows of the retry file as they were written, with the places of their words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import RetryRule, Site
from smail_compiler.text.source import Span, bytes_of


class Row(msgspec.Struct, frozen=True):
    """A row in force: `times` is its second word, `domains` each item of the first with its place."""

    rule: RetryRule
    times: str
    times_at: Span
    domains: tuple[tuple[str, Span], ...]

    @property
    def hosts(self) -> str:
        """Whom the row is for, in a sentence."""
        if self.rule.domains == ("*",):
            return "all hosts without a row of their own"
        return f"`{self.rule.domains[0]}`" + (" and others" if len(self.rule.domains) > 1 else "")

    @property
    def for_all(self) -> bool:
        """Whether this is the row for `*`."""
        return self.rule.domains == ("*",)


def written_rows(site: Site) -> Iterator[Row]:
    """The rows in file order; those made of variables are left out."""
    for rule in site.retry:
        if rule.at is not None:
            yield _row(rule, rule.at)


def _row(rule: RetryRule, at: Span) -> Row:
    """The two words of a row: the first and the last of its text, for comments may stand between."""
    times = at.text.split()[-1]
    times_at = at.source.span(at.end - len(bytes_of(times)), at.end)
    return Row(rule, times, times_at, tuple(_domains(rule, at)))


def _domains(rule: RetryRule, at: Span) -> Iterator[tuple[str, Span]]:
    """The items of the first word, one colon apart."""
    start = at.start
    for one in rule.domains:
        end = start + len(bytes_of(one))
        yield one, at.source.span(start, end)
        start = end + 1
