"""Edits that rules offer: a setting taken out of its file, or written anew, with all comments and layout kept."""

from __future__ import annotations

import re

from smail_compiler.ir.program import Setting
from smail_compiler.schema.attribute import FileKind
from smail_compiler.text.diagnostic import Edit
from smail_compiler.text.source import Span

_LINE_REST = re.compile(rb"[ \t]*\r?\n?")
_NEXT_COMMA = re.compile(rb"\s*,[ \t]*")


def removed(setting: Setting) -> tuple[Edit, ...]:
    """The edit that takes a setting out, with the comma that goes with it; none where a comment is in the way."""
    return () if setting.at is None else removed_at(setting.at, config=setting.fact.kind is FileKind.CONFIG)


def removed_at(at: Span, *, config: bool) -> tuple[Edit, ...]:
    """The same for a setting by its place; `config` tells that it is a line of the config file."""
    gone = _line(at) if config else _with_comma(at)
    return () if gone is None else (Edit(gone, ""),)


def replaced(setting: Setting, text: str) -> tuple[Edit, ...]:
    """The edit that writes something else in the place of a whole setting."""
    return () if setting.at is None else (Edit(setting.at, text),)


def revalued(setting: Setting, text: str) -> tuple[Edit, ...]:
    """The edit that writes another value, as it must stand in the file."""
    return () if setting.value_at is None else (Edit(setting.value_at, text),)


def moved_last(span: Span) -> tuple[Edit, ...]:
    """The edits that cut an entry or row with its lines, and write it at the end of its file."""
    lines, source = _whole_lines(span), span.source
    end = len(source.data)
    between = "" if source.data.endswith(b"\n") else "\n"
    return Edit(lines, ""), Edit(source.span(end, end), between + lines.text.rstrip("\n") + "\n")


def moved_before(span: Span, other: Span) -> tuple[Edit, ...]:
    """The edits that cut an entry with its lines, and write it in front of another one of the same file."""
    lines, place = _whole_lines(span), _whole_lines(other)
    return Edit(lines, ""), Edit(span.source.span(place.start, place.start), lines.text.rstrip("\n") + "\n")


def without(span: Span) -> tuple[Edit, ...]:
    """The edit that takes an entry or row out, with its lines."""
    return (Edit(_whole_lines(span), ""),)


def _whole_lines(span: Span) -> Span:
    data = span.source.data
    start, end = data.rfind(b"\n", 0, span.start) + 1, data.find(b"\n", max(span.start, span.end - 1))
    return span.source.span(start, len(data) if end < 0 else end + 1)


def _line(at: Span) -> Span:
    """The setting, and its line if nothing else is on it."""
    data, source = at.source.data, at.source
    rest = _LINE_REST.match(data, at.end)
    alone = rest is not None and (rest.end() == len(data) or data[rest.end() - 1 : rest.end()] == b"\n")
    return source.span(at.start, rest.end()) if rest is not None and alone else at


def _with_comma(at: Span) -> Span | None:
    """The setting and the comma before it, or, for the first of its part, the one behind it."""
    data, source = at.source.data, at.source
    before = data[: at.start].rstrip()
    if before.endswith(b","):
        return source.span(len(before) - 1, at.end)
    if not before.endswith((b";", b":")):
        return None
    behind = _NEXT_COMMA.match(data, at.end)
    return source.span(at.start, behind.end()) if behind is not None else at


def added(setting: Setting, text: str) -> tuple[Edit, ...]:
    """The edit that writes another setting of the same part behind one."""
    at = setting.at
    return () if at is None else (Edit(at.source.span(at.end, at.end), f", {text}"),)
