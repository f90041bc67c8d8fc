"""Rows of the retry, qualify and method files (reference semantics, sections 14, 17 and 20)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from smail_compiler.ir.program import MethodRule, QualifyRule, RetryRule
from smail_compiler.semantics import kinds
from smail_compiler.semantics.host_items import host_items
from smail_compiler.semantics.numbers import interval_of
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.unread_rows import never_read
from smail_compiler.syntax.nodes import RowNode
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span


def retry_rules(rows: Iterable[RowNode], end: int | None = None) -> Part[tuple[RetryRule, ...]]:
    """The rules up to the row for `*`, which ends the file, or to the first bad row, at which Smail stops to read.

    `end` is the offset of the first row that is bad in its form. What is wrong with the rows behind is told, too.
    """
    rules: list[RetryRule] = []
    found: list[Diagnostic] = []
    listed = list(rows)
    for at, row in enumerate(listed):
        part = _retry_rule(row)
        found += part.found
        end = row.at.start if part.value is None and end is None else end
        rules += [part.value] if part.value and (end is None or row.at.start < end) else []
        if row.key == "*":
            found += never_read(row, listed[at + 1 :])
            break
    return Part(tuple(rules), tuple(found))


_SCHEDULE = re.compile(r"(?P<delays>[^/;]*)(?:/(?P<duration>[^;]*))?(?:;limit=(?P<limit>.*))?", re.DOTALL)


def _retry_rule(row: RowNode) -> Part[RetryRule | None]:
    """`domains interval[/duration]`; what is not written is 0.

    Extensions: `first,second,interval/duration` gives the first attempts delays of their own, and `;limit=n` at the
    end says how many deliveries to one of these hosts may run at a time.
    """
    form = _SCHEDULE.fullmatch(row.value)
    if form is None:
        return Part(None, (_bad_extension(row, row.value.index(";")),))
    delays = _intervals(row, form.start("delays"), form["delays"].split(","))
    duration = _intervals(row, form.start("duration"), [form["duration"] or ""])
    limit = _limit(row, form.start("limit"), form["limit"])
    hosts = host_items(row)
    found = (*hosts.found, *delays.found, *duration.found, *limit.found)
    if found:
        return Part(None, found)
    *first, interval = delays.value
    domains, patterns = hosts.value
    return Part(RetryRule(domains, interval, duration.value[0], row.at, tuple(first), limit.value, patterns))


def _intervals(row: RowNode, start: int, texts: list[str]) -> Part[list[int]]:
    """Intervals that stand at a position of the value, one character apart."""
    seconds: list[int] = []
    found: list[Diagnostic] = []
    for text in texts:
        value = interval_of(text)
        found += [_bad_interval(row, start, text)] if value is None else []
        seconds.append(value or 0)
        start += len(text) + 1
    return Part(seconds, tuple(found))


def _limit(row: RowNode, start: int, text: str | None) -> Part[int]:
    """A number from 1 on; 0 when there is none."""
    if text is None:
        return Part(0)
    if re.fullmatch("[0-9]{1,6}", text) is None or int(text) == 0:
        return Part(0, (_bad_limit(row, start, text),))
    return Part(int(text))


def _bad_interval(row: RowNode, start: int, text: str) -> Diagnostic:
    """One of the times is none."""
    return Diagnostic(
        kinds.BAD_UNIT,
        f"`{text}` is not an interval",
        _within(row, start, text),
        help="write interval/duration, each as digits with the units y, w, d, h, m and s: `15m/5d`",
        category="bad-interval",
    )


def _bad_limit(row: RowNode, start: int, text: str) -> Diagnostic:
    """A limit that is no number, or lets nothing through."""
    return Diagnostic(
        kinds.WRONG_KIND,
        f"`{text}` is no number of deliveries from 1 to 999999",
        _within(row, start, text),
        help="write how many may run at a time, as in `15m/5d;limit=2`, or drop `;limit=`",
        category="bad-number",
    )


def _bad_extension(row: RowNode, start: int) -> Diagnostic:
    """Something other than `;limit=` behind the times."""
    return Diagnostic(
        kinds.BAD_UNIT,
        f"`{row.value[start:]}` is neither an interval nor `;limit=`",
        _within(row, start, row.value[start:]),
        help="write interval/duration, and behind it at most `;limit=` with a number: `15m/5d;limit=2`",
        category="bad-interval",
    )


def _within(row: RowNode, start: int, text: str) -> Span:
    """The place of a piece of the value."""
    at = row.value_at.start + start
    return row.value_at.source.span(at, at + max(1, len(text)))


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
