"""The details of a step as lines: what was expanded, checked and asked, and under which marks the result goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_lint.query.route.trace import DetailAnswer, Expanded
from smail_lint.report.paint import Paint
from smail_lint.report.wrap import wrapped
from smail_runtime.mail.text import printable, still
from smail_runtime.routing.details import Check, Marks, Question


def detail_lines(
    details: Sequence[DetailAnswer], paint: Paint, width: int, *, asked: bool, indent: int = 10
) -> Iterator[str]:
    """A line for each detail worth one; what the machine was asked only with `asked`, or if it did not know."""
    for one in details:
        word, role, text = _worded(one, asked)
        if text:
            first, *rest = wrapped(f"{' ' * indent}{word} {text}", width, indent + 2)
            yield first.replace(word, paint(role, word), 1)
            yield from rest


def _worded(one: DetailAnswer, asked: bool) -> tuple[str, str, str]:
    """The first word, its colour, and the rest of the line, which is empty for what is not shown."""
    if isinstance(one, Expanded):
        value = f'"{printable(one.value)}"' if one.value is not None else f"no value: {still(one.reason or '')}"
        return "expands", "second", f"{printable(one.template)} -> {value}"
    if isinstance(one, Check):
        return ("check", "second", f"{still(one.demand)}: passed, {one.words}") if one.holds else _failed(one)
    if isinstance(one, Marks):
        return "runs", "second", _marks(one)
    if isinstance(one, Question):
        shown = asked or one.answer == "unknown"
        return "asked", "second", _asked(one) if shown else ""
    return one.fate, "warning", "" if one.fate == "kept" else f"{printable(one.text)}: {still(one.reason or '')}"


def _failed(one: Check) -> tuple[str, str, str]:
    return "check", "warning", f"{still(one.demand)}: FAILED, {still(one.words)}"


def _asked(one: Question) -> str:
    """A question and its answer: `account joe: absent (there is no such account)`."""
    said = f" ({printable(one.words)})" if one.words else ""
    return f"{one.about} {printable(one.name)}: {one.answer}{said}"


def _marks(one: Marks) -> str:
    """The account that files and commands run as, empty when none is attached and nothing is limited."""
    parts = [f"as {printable(one.nobody or one.user or '')}"] if one.nobody or one.user else []
    parts += [f"group {printable(one.group)}"] if one.group and not one.nobody else []
    parts += [f"home {printable(one.home)}"] if one.home else []
    parts += ["with caution"] if one.caution else []
    parts += ["unsecure: no files, commands or lists"] if one.unsecure else []
    return ", ".join(parts)
