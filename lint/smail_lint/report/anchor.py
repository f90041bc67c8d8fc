"""Anchors: the entry, alias or variable that a place belongs to, told from the text alone.

An entry begins in column 1 and its other lines do not, in every file of a configuration; so the word that begins the
nearest such line names it, however many lines are put in above.
"""

from __future__ import annotations

import re

from smail_compiler.text.source import Span, text_of

_WORD = re.compile(rb"[+-]?([^\s:=,;#]+)")
_INSIDE = (b" ", b"\t", b"\r", b"#", b"")


def anchor(span: Span) -> str:
    """The name of the entry; `#` in a comment outside all entries, empty where no entry is."""
    return text_of(_anchor(span))


def whole_file(span: Span) -> bool:
    """Whether a place stands for its file: what is missing there is told of its first byte."""
    return span.start == 0 and span.end <= 1


def _anchor(span: Span) -> bytes:
    for line in range(span.line, 0, -1):
        text = span.source.line_bytes(line)
        if line == span.line and text.startswith(b"#"):
            return b"#"
        if text[:1] not in _INSIDE:
            word = _WORD.match(text)
            return word[1] if word else text[:1]
    return b""
