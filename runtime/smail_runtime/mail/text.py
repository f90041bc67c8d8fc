"""Showing text of unknown origin: the one way in which it reaches a log line, a trace or a terminal."""

from __future__ import annotations


def printable(text: str | bytes) -> str:
    """The text with everything invisible or misleading written as an escape.

    Escaped are control characters, line and paragraph separators, bidirectional and zero-width marks, bytes that are
    not UTF-8 (as `\\xNN`) and the backslash itself, so that different inputs always look different.
    """
    if isinstance(text, bytes):
        text = text.decode("utf-8", "surrogateescape")
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(char if char.isprintable() and char != "\\" else _escaped(char) for char in text)


def still(text: str) -> str:
    """As `printable`, but backslashes stay: for whole lines, parts of which may be escaped already."""
    return text if text.isprintable() else "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    code = ord(char)
    if char == "\\":
        return "\\\\"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
