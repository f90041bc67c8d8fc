"""Source text made fit for a terminal: tabs expanded, control, invalid and bidirectional characters escaped.

Nothing a configuration file contains may move the cursor, hide text or break the output, and the underline below a
line must stand where the reader sees the characters; so every byte of a line knows the cell in which it is shown.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import msgspec

from smail_compiler.text.source import bytes_of, text_of

TAB_STOP = 8


class Cells(msgspec.Struct, frozen=True):
    """A shown line: its text, and for each byte (and the end) the cell where it starts."""

    text: str
    starts: tuple[int, ...]


def escaped(character: str) -> str:
    """How one character is shown: itself, or an escape if it could not be seen or would do harm."""
    if character.isprintable():
        return character
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return {"\t": "\\t", "\n": "\\n", "\r": "\\r"}.get(character, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def printable(text: str) -> str:
    """A text of one line with everything escaped that a terminal would not show as it is."""
    return text if text.isascii() and text.isprintable() else "".join(map(escaped, text))


def width_of(shown: str) -> int:
    """The number of terminal cells that an escaped text takes."""
    return len(shown) if shown.isascii() else sum(map(_cell_width, shown))


def cells_of(line: bytes) -> Cells:
    """Lay out one line of a source file."""
    if line.isascii() and (text := line.decode("ascii")).isprintable():
        return Cells(text, tuple(range(len(text) + 1)))
    pieces: list[str] = []
    starts: list[int] = []
    cell = 0
    for character in text_of(line):
        shown = " " * (TAB_STOP - cell % TAB_STOP) if character == "\t" else escaped(character)
        pieces.append(shown)
        starts += [cell] * (1 if character < "\x80" else len(bytes_of(character)))
        cell += width_of(shown)
    return Cells("".join(pieces), (*starts, cell))


@lru_cache(maxsize=1024)
def _cell_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
