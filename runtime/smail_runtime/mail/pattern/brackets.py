"""`[...]` and escapes: the parts of a pattern that stand for one byte."""

from __future__ import annotations

from smail_runtime.mail.pattern.refusal import Refused
from smail_runtime.mail.pattern.tree import ANY, bits_of, closed

_ALPHA = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = b"0123456789"
_SPACE = b" \t\n\v\f\r"
_PUNCTUATION = bytes(one for one in range(33, 127) if one not in _ALPHA + _DIGITS)

NAMED = {
    b"alnum": bits_of(_ALPHA + _DIGITS),
    b"alpha": bits_of(_ALPHA),
    b"blank": bits_of(b" \t"),
    b"cntrl": bits_of(bytes((*range(32), 127))),
    b"digit": bits_of(_DIGITS),
    b"graph": bits_of(bytes(range(33, 127))),
    b"lower": bits_of(_ALPHA),
    b"print": bits_of(bytes(range(32, 127))),
    b"punct": bits_of(_PUNCTUATION),
    b"space": bits_of(_SPACE),
    b"upper": bits_of(_ALPHA),
    b"xdigit": bits_of(_DIGITS + b"abcdefABCDEF"),
}
"""The classes of POSIX; since case is ignored, `lower` and `upper` are all letters."""

_LETTERED = {
    ord("d"): NAMED[b"digit"],
    ord("D"): ANY & ~NAMED[b"digit"],
    ord("s"): NAMED[b"space"],
    ord("S"): ANY & ~NAMED[b"space"],
    ord("w"): NAMED[b"alnum"] | bits_of(b"_"),
    ord("W"): ANY & ~(NAMED[b"alnum"] | bits_of(b"_")),
}


def escape(text: bytes, at: int) -> int:
    r"""The class of the escape whose backslash stands at `at`; it is two bytes long. Raises Refused."""
    if at + 1 == len(text):
        raise Refused("the pattern ends in a backslash", at, at + 1, r"write `\\` for a backslash")
    one = text[at + 1]
    if one in _PUNCTUATION or one == 0x20:
        return bits_of(bytes([one]))
    if one in _LETTERED:
        return _LETTERED[one]
    if one in _DIGITS:
        raise Refused("references to earlier groups are not regular", at, at + 2, "write the text out, or drop it")
    raise Refused(
        "this escape is not known", at, at + 2, r"escape only punctuation; `\d`, `\s` and `\w` are the classes"
    )


def bracket(text: bytes, start: int) -> tuple[int, int]:
    """The class that opens at `start`, and the offset behind its `]`. Raises Refused."""
    at = start + 1
    negated = text[at : at + 1] == b"^"
    at += negated
    bits, first = 0, at
    while at < len(text):
        if text[at] == 0x5D and at > first:
            bits = closed(bits)
            return (ANY & ~bits if negated else bits), at + 1
        more, at = _item(text, at)
        bits |= more
    raise Refused("this `[` has no closing `]`", start, start + 1, r"close the class with `]`, or write `\[`")


def _item(text: bytes, at: int) -> tuple[int, int]:
    """One character, range or named class, and the offset behind it."""
    if text[at : at + 2] in (b"[:", b"[.", b"[="):
        return _named(text, at)
    low, end = _end_point(text, at)
    if text[end : end + 1] != b"-" or text[end + 1 : end + 2] in (b"]", b""):
        return low, end
    high, behind = _end_point(text, end + 1)
    if low.bit_count() != 1 or high.bit_count() != 1 or text[end + 1 : end + 3] == b"[:":
        raise Refused("a range needs one character on each side", at, behind, r"write `\-` for the character")
    if low > high:
        raise Refused("this range ends before it begins", at, behind, "exchange its ends")
    return (high << 1) - low, behind


def _end_point(text: bytes, at: int) -> tuple[int, int]:
    """One character, perhaps escaped, and the offset behind it."""
    if text[at] == 0x5C:
        return escape(text, at), at + 2
    if text[at] >= 0x80:
        raise Refused("only ASCII may stand in brackets", at, at + 1, "write `(a|b)` with the characters")
    return 1 << text[at], at + 1


def _named(text: bytes, at: int) -> tuple[int, int]:
    """`[:name:]`."""
    end = text.find(b":]", at + 2)
    name = text[at + 2 : end] if end > 0 and text[at + 1] == 0x3A else b""
    if name not in NAMED:
        stop = at + 2 if end < 0 else end + 2
        known = ", ".join(sorted(one.decode() for one in NAMED))
        raise Refused("no class of characters has this name", at, stop, f"`[:name:]` takes {known}")
    return NAMED[name], end + 2
