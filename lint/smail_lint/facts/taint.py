"""Taint: who chose the value of a variable, and which characters it can hold.

Only values that come over the wire can do harm. What the configuration says, what the host computes, and what login
data and look-up files hold is trusted here; other rules watch over those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from smail_lint.facts.characters import ALNUM, ANY, CAPITALS, DIGITS, LINE_ENDS, SMALL, class_of, has
from smail_lint.facts.reachability import Names


class Value(msgspec.Struct, frozen=True):
    """All values a reference can have.

    `characters` may stand anywhere in it, `first` may begin it; `wire` tells that a stranger chooses it. `source` is
    the canonical name of the variable. `quoted` tells that the mailer puts mail quotes around it where it needs them.
    """

    source: str
    characters: int
    first: int
    empty: bool
    wire: bool
    quoted: bool = False


_LOGIN = ALNUM | class_of("_.+-")
_WELL_FORMED = ALNUM | class_of("_.+-")
_DASH = class_of("-")
_BLANK = class_of(" \t\n\r\f\v")
_NO_NAME = class_of(map(chr, range(32))) | class_of(" /\x7f")
_TEXT = ANY & ~LINE_ENDS
_LINES = ANY & ~class_of(
    "\0"
)  # who calls the mailer states the name, and a field of a message may have several lines
_LOCAL = _TEXT & ~class_of('"\\')
_HOST = ALNUM | class_of(".-_+=[]:")
_FIRST_OF_HOST = ALNUM | class_of("._+=[")

_OTHER_NAMES: Mapping[str, str] = {"addr": "user", "from": "sender", "fullname": "sender_name"}

_FREE = frozenset(
    {"input_addr", "sender", "sender_name", "sender_host", "ident_sender", "ident_method", "prefix", "suffix"}
)


def canonical(name: str) -> str:
    """The one name of a variable; names compare without case."""
    return _OTHER_NAMES.get(name.lower(), name.lower())


def variable(name: str, names: Names) -> Value:
    """What a variable holds when names of a kind arrive."""
    one = canonical(name)
    if one == "user":
        return _user(names)
    if one == "sender_name":
        return Value(one, _LINES, _LINES, True, wire=True)
    if one in _FREE:
        return Value(one, _TEXT, _TEXT, True, wire=True)
    if one == "host":  # before it is looked up it may be an address literal of any text
        return Value(one, _TEXT if names is Names.TARGET else _HOST, _FIRST_OF_HOST, False, wire=True)
    if one == "sender_host_addr":
        characters = DIGITS | class_of("abcdefABCDEF.:[]")
        return Value(one, characters, characters, True, wire=True)
    return trusted(one)


def _user(names: Names) -> Value:
    if names is Names.PRODUCED:
        return trusted("user")
    if names is Names.LOGIN:
        return Value("user", _LOGIN, _LOGIN & ~class_of("-.+"), False, wire=True)
    if names is Names.WELL_FORMED:
        return Value("user", _WELL_FORMED, _WELL_FORMED & ~_DASH, False, wire=True)
    if names is Names.ANY_LOCAL:
        return Value("user", _LOCAL, _LOCAL, False, wire=True)
    if names is Names.QUOTED_LOCAL:
        return Value("user", _TEXT, _TEXT, False, wire=True, quoted=True)
    return Value("user", _TEXT, _TEXT, False, wire=True)


def trusted(source: str) -> Value:
    """A value that no stranger chooses."""
    return Value(source, _TEXT, _TEXT, True, wire=False)


STATED = Value("value", _LINES, _LINES, True, wire=True)
"""What a look-up in the DNS finds: whoever runs the domain states it."""


def constant(source: str, text: str) -> Value:
    """A value known from a test that held."""
    return Value(source, class_of(text), class_of(text[:1]), not text, wire=False)


def applied(value: Value, operators: tuple[str, ...]) -> Value:
    """The value under operators, the last written first."""
    for operator in reversed(operators):
        transfer = _TRANSFERS.get(operator.lower())
        value = transfer(value) if transfer else value
    return value


def elsewhere(value: Value, names: Names) -> Value:
    """`parent:` and `top:` speak of another address, about which the way to the transport says nothing."""
    if value.source in ("user", "input_addr", "host") and names is not Names.PRODUCED:
        return msgspec.structs.replace(value, characters=_TEXT, first=_TEXT, empty=True, quoted=False)
    return value


def _case(drop: int, shift: Callable[[int], int]) -> Callable[[Value], Value]:
    """The transfer function of a change of case."""

    def folded(bits: int) -> int:
        return (bits & ~drop) | shift(bits & drop)

    def transfer(value: Value) -> Value:
        return msgspec.structs.replace(value, characters=folded(value.characters), first=folded(value.first))

    return transfer


def _quote(value: Value) -> Value:
    """Mail quotes around all but plain names; a dot is enough to get them."""
    plain = ALNUM | class_of("_-")
    if not (value.characters & ~plain or value.first & ~ALNUM or value.empty):
        return value
    first = (value.first & ALNUM) | class_of('"')
    return msgspec.structs.replace(value, characters=value.characters | class_of('"\\'), first=first, empty=False)


def _shquote(value: Value) -> Value:
    """Apostrophes around the value, and those inside it made harmless."""
    characters = value.characters | class_of("'\\")
    return msgspec.structs.replace(value, characters=characters, first=class_of("'"), empty=False)


def _strip(value: Value) -> Value:
    """Double quotes, backslashes (not what they escape) and leading dashes go, blanks become dots."""
    gone = _BLANK if has(value.characters, "\\") else _BLANK | class_of('"')
    left = (value.characters & ~gone) | class_of(".")
    return msgspec.structs.replace(value, characters=left, first=left & ~_DASH, empty=True)


def _make_filename(value: Value) -> Value:
    """Neither slash, blank, control character nor quote is left, and no dot or dash begins it."""
    gone = _NO_NAME if has(value.characters, "\\") else _NO_NAME | class_of('"')
    left = (value.characters & ~gone) | class_of(".")
    return msgspec.structs.replace(value, characters=left, first=left & ~class_of(".-"), empty=False)


def _rxquote(value: Value) -> Value:
    """Backslashes before what means something in a pattern."""
    return msgspec.structs.replace(
        value, characters=value.characters | class_of("\\"), first=value.first | class_of("\\")
    )


_TRANSFERS: Mapping[str, Callable[[Value], Value]] = {
    "lc": _case(CAPITALS, lambda bits: bits << 32),
    "uc": _case(SMALL, lambda bits: bits >> 32),
    "quote": _quote,
    "shquote": _shquote,
    "strip": _strip,
    "make_filename": _make_filename,
    "rxquote": _rxquote,
}
