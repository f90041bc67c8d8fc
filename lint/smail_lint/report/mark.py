"""Marks: which bytes of which line are underlined, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.text.source import SourceFile, Span

WHOLE_UP_TO = 3  # a span over more lines than this shows its first and last line only


class Mark(msgspec.Struct, frozen=True):
    """A half-open range of bytes in one line; `message` is empty where nothing is said."""

    source: SourceFile
    line: int
    start: int
    end: int
    message: str
    primary: bool


def marks_of(span: Span, message: str, *, primary: bool) -> Iterator[Mark]:
    """The marks that show a span; the message stands at the last one."""
    source = span.source
    first, last = span.line, source.line_of(max(span.start, span.end - 1))
    lines = range(first, last + 1)
    if len(lines) > WHOLE_UP_TO:
        lines = range(first, last + 1, last - first)
    for line in lines:
        begin = source.line_starts[line - 1]
        text = source.line_bytes(line)
        indent = len(text) - len(text.lstrip(b" \t"))
        start = span.start - begin if line == first else indent
        end = min(span.end - begin, len(text)) if line == last else len(text.rstrip())
        if line in (first, last) or start < end:
            yield Mark(source, line, start, max(start, end), message if line == last else "", primary)
