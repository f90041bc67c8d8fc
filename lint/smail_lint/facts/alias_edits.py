"""Edits of alias entries, where their text is simple enough."""

from __future__ import annotations

from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.diagnostic import Edit, Fix
from smail_compiler.text.source import Span, bytes_of


def _lines(entry: AliasNode) -> Span | None:
    """The entry with the end of its line, if nothing but blanks follows."""
    data = entry.source.data
    end = data.find(b"\n", entry.end)
    stop = len(data) if end < 0 else end + 1
    return entry.source.span(entry.start, stop) if not data[entry.end : stop].strip() else None


def removal(entry: AliasNode) -> Fix | None:
    """The entry taken out, unless a comment would go with it."""
    at = _lines(entry)
    return None if at is None or b"#" in bytes_of(at.text) else Fix("remove the entry", "unsafe", (Edit(at, ""),))


def merged(first: AliasNode, second: AliasNode) -> Fix | None:
    """The targets of the second entry added to the first, unless a comment is in the way."""
    at, value = _lines(second), second.value_at
    simple = not any("#" in one.value or "\n" in one.value for one in (first, second))
    if at is None or value is None or first.value_at is None or not simple:
        return None
    end = Span(first.source, first.end, first.end)
    return Fix("make one entry of the two", "unsafe", (Edit(end, f", {value.text}"), Edit(at, "")))
