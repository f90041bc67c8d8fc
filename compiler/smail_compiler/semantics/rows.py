"""Rows of the retry, qualify and method files (reference semantics, sections 14, 17 and 20)."""

from __future__ import annotations

from collections.abc import Iterable

from smail_compiler.ir.program import MethodRule, QualifyRule, RetryRule
from smail_compiler.semantics import kinds
from smail_compiler.semantics.numbers import interval_of
from smail_compiler.semantics.part import Part
from smail_compiler.syntax.nodes import RowNode
from smail_compiler.text.diagnostic import Diagnostic


def retry_rules(rows: Iterable[RowNode]) -> Part[tuple[RetryRule, ...]]:
    """The rules up to the row for `*`, which ends the file; bad rows are reported and left out."""
    rules: list[RetryRule] = []
    found: list[Diagnostic] = []
    for row in rows:
        part = _retry_rule(row)
        found += part.found
        rules += [part.value] if part.value else []
        if row.key == "*":
            break
    return Part(tuple(rules), tuple(found))


def _retry_rule(row: RowNode) -> Part[RetryRule | None]:
    """`domains interval[/duration]`; what is not written is 0."""
    first, _, second = row.value.partition("/")
    times = interval_of(first), interval_of(second)
    found = tuple(
        _bad_interval(row, start, text)
        for text, start, seconds in ((first, 0, times[0]), (second, len(first) + 1, times[1]))
        if seconds is None
    )
    if times[0] is None or times[1] is None:
        return Part(None, found)
    return Part(RetryRule(tuple(row.key.split(":")), times[0], times[1], row.at), found)


def _bad_interval(row: RowNode, start: int, text: str) -> Diagnostic:
    """One of the two times is none."""
    at = row.value_at.source.span(row.value_at.start + start, row.value_at.start + start + max(1, len(text)))
    return Diagnostic(
        kinds.BAD_UNIT,
        f"`{text}` is not an interval",
        at,
        help="write interval/duration, each as digits with the units y, w, d, h, m and s: `15m/5d`",
        category="bad-interval",
    )


def default_rules(interval: int, duration: int) -> tuple[RetryRule, ...]:
    """The rule for all other hosts, from the two variables; none when both are 0."""
    return (RetryRule(("*",), interval, duration, None),) if interval or duration else ()


def qualify_rules(rows: Iterable[RowNode]) -> tuple[QualifyRule, ...]:
    """Host names and the domains that complete them."""
    return tuple(QualifyRule(row.key, row.value, row.at) for row in rows)


def method_rules(rows: Iterable[RowNode]) -> tuple[MethodRule, ...]:
    """`host[/grades] transport`."""
    return tuple(_method_rule(row) for row in rows)


def _method_rule(row: RowNode) -> MethodRule:
    """One row; text behind the slash that is neither a grade nor a range restricts nothing."""
    host, _, grades = row.key.partition("/")
    low, high = _grades(grades)
    return MethodRule(host, low, high, row.value, row.at, row.value_at)


def _grades(text: str) -> tuple[str | None, str | None]:
    """Bounds of a range of grades, both None for no restriction; an empty bound is open."""
    low = text[:1] if _is_grade(text[:1]) else ""
    if text[1:2] == "-":
        high = text[2:3] if _is_grade(text[2:3]) else ""
        return low, high
    return (low, low) if low else (None, None)


def _is_grade(letter: str) -> bool:
    """An ASCII letter or digit."""
    return letter.isascii() and letter.isalnum()
