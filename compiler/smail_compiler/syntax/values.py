"""What a written value means: quoting and escapes removed, every character still knowing its place in the file.

Reference semantics, section 2.2, with its oddities: outside quotes a backslash only protects; inside, numeric escapes
take any number of digits and hexadecimal letters count 0 to 5.
"""

from __future__ import annotations

import re

import msgspec

from smail_compiler.syntax.entries import Entry
from smail_compiler.text.source import text_of

_PROTECTED = re.compile(r"(?s)\\(.)")
_ESCAPE = re.compile(r"(?s)\\(?:[xX]([0-9a-fA-F]*)|([0-7]+)|(.))")
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "g": "\a"}


class Value(msgspec.Struct, frozen=True):
    """Readable text with the file offset of each character and of the end."""

    text: str
    offsets: tuple[int, ...]

    def cut(self, length: int) -> Value:
        """The first `length` characters."""
        return Value(self.text[:length], self.offsets[: length + 1])


def bare_value(entry: Entry, start: int, end: int) -> Value:
    """The value written without quotes at `entry.text[start:end]`."""
    return _readable(entry, start, end, _PROTECTED)


def quoted_value(entry: Entry, start: int, end: int) -> Value:
    """The value whose inside, without the quotes, is `entry.text[start:end]`."""
    return _readable(entry, start, end, _ESCAPE)


def _readable(entry: Entry, start: int, end: int, escapes: re.Pattern[str]) -> Value:
    """Escapes replaced, then bytes read as UTF-8."""
    text, offsets = entry.text[start:end], entry.offsets(start, end)
    if "\\" in text:
        text, offsets = _unescape(text, offsets, escapes)
    return Value(text, offsets) if text.isascii() else _decode(text, offsets)


def _unescape(text: str, offsets: tuple[int, ...], escapes: re.Pattern[str]) -> tuple[str, tuple[int, ...]]:
    """Each escape becomes one character that stands where its backslash stood."""
    out: list[str] = []
    places: list[int] = []
    at = 0
    for found in escapes.finditer(text):
        out.append(text[at : found.start()])
        places.extend(offsets[at : found.start() + 1])
        out.append(_meaning(found))
        at = found.end()
    out.append(text[at:])
    places.extend(offsets[at:])
    return "".join(out), tuple(places)


def _meaning(escape: re.Match[str]) -> str:
    """The one character that an escape stands for."""
    if escape.re is _PROTECTED:
        return escape.group(1)
    digits, octal, letter = escape.groups()
    if digits is not None:
        return chr(_hexadecimal(digits) & 0xFF)
    if octal is not None:
        return chr(int(octal[-3:], 8) & 0xFF)
    return _LETTERS.get(letter, letter)


def _hexadecimal(digits: str) -> int:
    """Hexadecimal digits as Smail reads them: the letters a to f add 0 to 5. Only the last two can count."""
    value = 0
    for digit in digits[-2:]:
        value = value * 16 + (int(digit) if digit.isdigit() else ord(digit.lower()) - ord("a"))
    return value


def _decode(text: str, offsets: tuple[int, ...]) -> Value:
    """Bytes to characters: a character stands where its first byte stands."""
    readable = text_of(text.encode("latin-1"))
    places, at = [], 0
    for character in readable:
        places.append(offsets[at])
        at += len(character.encode("utf-8", "surrogateescape"))
    places.append(offsets[at])
    return Value(readable, tuple(places))
