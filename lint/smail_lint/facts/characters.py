"""Character classes: sets of the 256 byte values as bits of one integer.

Text stands as Latin-1, one character a byte. Names are compared without ASCII case, so text is folded first and
classes for names hold small letters only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from smail_compiler.text.source import bytes_of

CLASS_BITS = 256
ANY = (1 << CLASS_BITS) - 1


def class_of(text: Iterable[str]) -> int:
    """The class of the characters of `text`; characters past Latin-1 are left out."""
    bits = 0
    for one in text:
        code = ord(one)
        if code < CLASS_BITS:
            bits |= 1 << code
    return bits


DIGITS = class_of("0123456789")
SMALL = class_of("abcdefghijklmnopqrstuvwxyz")
CAPITALS = class_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
ALNUM = SMALL | CAPITALS | DIGITS
LINE_ENDS = class_of("\r\n\0")

_READABLE = "abcdefghijklmnopqrstuvwxyz0123456789-_.+ ABCDEFGHIJKLMNOPQRSTUVWXYZ;/=$|&'`"
_ORDER = _READABLE + "".join(
    chr(code) for code in (*range(33, 127), *range(128, 256), *range(127)) if chr(code) not in _READABLE
)
_ORDER = "".join(dict.fromkeys(_ORDER + chr(127)))
RANK = {one: at for at, one in enumerate(_ORDER)}


def fold(text: str) -> str:
    """Readable text as Latin-1 characters in ASCII small letters, the form in which names are compared."""
    return text.lower() if text.isascii() else bytes_of(text).lower().decode("latin-1")


def readable(text: str) -> str:
    """Latin-1 characters as readable text again."""
    return text.encode("latin-1").decode("utf-8", "surrogateescape")


def has(bits: int, one: str) -> bool:
    """Whether the class holds a character."""
    return bool(bits >> ord(one) & 1)


def members(bits: int) -> Iterator[str]:
    """The characters of a class, most readable first: letters and digits, then what is usual in names."""
    return (one for one in _ORDER if bits >> ord(one) & 1)


@lru_cache(1024)
def best(bits: int) -> str:
    """The most readable character of a class that is not empty."""
    return next(members(bits))


def reading_order(word: str) -> tuple[int, tuple[int, ...]]:
    """Sort key: short before long, then the more readable."""
    return len(word), tuple(RANK[one] for one in word)
