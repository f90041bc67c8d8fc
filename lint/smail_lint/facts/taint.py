"""Taint: who chose the value of a variable, and which characters it can hold.

Only values that come over the wire can do harm. What the configuration says, what the host computes, and what login
data and look-up files hold is trusted here; other rules watch over those.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping

import msgspec

from smail_lint.facts.characters import ALNUM, ANY, CAPITALS, DIGITS, LINE_ENDS, SMALL, class_of, has
from smail_lint.facts.reachability import Names


class Quoting(enum.Enum):
    """What stands around a value."""

    NONE = "nothing"
    NAME = "mail quotes from the mailer, if the name has specials"
    MAIL = "the quotes of `quote`, which are those of mail addresses"
    SHELL = "the apostrophes of `shquote`"
    BROKEN = "apostrophes that `strip` has broken"
    STRIPPED = "nothing any more: `strip` has removed the mail quotes"


class Value(msgspec.Struct, frozen=True):
    """All values a reference can have.

    `characters` may stand anywhere in it, `first` may begin it; `wire` tells that a stranger chooses it. `source` is
    the canonical name of the variable.
    """

    source: str
    characters: int
    first: int
    empty: bool
    wire: bool
    quoting: Quoting = Quoting.NONE


_LOGIN = ALNUM | class_of("_.+-")
_WELL_FORMED = ALNUM | class_of("_.+-")
_DASH = class_of("-")
_TEXT = ANY & ~LINE_ENDS
_LOCAL = _TEXT & ~class_of('"\\<>')
_HOST = ALNUM | class_of(".-_+=[]:")

_OTHER_NAMES: Mapping[str, str] = {"addr": "user", "from": "sender", "fullname": "sender_name"}

_FREE = frozenset({"input_addr", "sender", "sender_name", "sender_host", "ident_sender", "ident_method"})


def canonical(name: str) -> str:
    """The one name of a variable; names compare without case."""
    return _OTHER_NAMES.get(name.lower(), name.lower())


def variable(name: str, names: Names) -> Value:
    """What a variable holds when names of a kind arrive."""
    one = canonical(name)
    if one == "user":
        return _user(names)
    if one in _FREE:
        return Value(one, _TEXT, _TEXT, True, wire=True)
    if one == "host":
        return Value(one, _HOST, _HOST & ~_DASH, False, wire=True)
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
        return Value("user", _LOCAL, _LOCAL, False, wire=True, quoting=Quoting.NAME)
    return Value("user", _TEXT, _TEXT, False, wire=True)


def trusted(source: str) -> Value:
    """A value that no stranger chooses."""
    return Value(source, _TEXT, _TEXT, True, wire=False)


def constant(source: str, text: str) -> Value:
    """A value known from a test that held."""
    return Value(source, class_of(text), class_of(text[:1]), not text, wire=False)


def applied(value: Value, operators: tuple[str, ...], names: Names) -> Value:
    """The value under operators, the last written first."""
    for operator in reversed(operators):
        transfer = _TRANSFERS.get(operator.lower())
        value = transfer(value) if transfer else _elsewhere(value, names)
    return value


def _elsewhere(value: Value, names: Names) -> Value:
    """`parent:` and `top:` speak of another address, about which the way to the transport says nothing."""
    if value.source in ("user", "input_addr", "host") and names is not Names.PRODUCED:
        return msgspec.structs.replace(value, characters=_TEXT, first=_TEXT, empty=True)
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
    marks = class_of('"\\')
    return msgspec.structs.replace(
        value,
        characters=value.characters | marks,
        first=(value.first & ALNUM) | class_of('"'),
        empty=False,
        quoting=Quoting.MAIL,
    )


def _shquote(value: Value) -> Value:
    return msgspec.structs.replace(value, first=class_of("'"), empty=False, quoting=Quoting.SHELL)


def _strip(value: Value) -> Value:
    """Quotes, backslashes and leading dashes go, blanks become dots; the escapes inside apostrophes break."""
    gone = class_of('"\\ \t')
    left = (value.characters & ~gone) | class_of(".")
    quoting = _STRIPPED.get(value.quoting, Quoting.NONE)
    if value.quoting is Quoting.SHELL and not has(value.characters, "'"):
        quoting = Quoting.SHELL
    first = value.first if value.quoting is Quoting.SHELL else left & ~_DASH
    return msgspec.structs.replace(value, characters=left, first=first, quoting=quoting)


_STRIPPED: Mapping[Quoting, Quoting] = {
    Quoting.SHELL: Quoting.BROKEN,
    Quoting.BROKEN: Quoting.BROKEN,
    Quoting.MAIL: Quoting.STRIPPED,
    Quoting.STRIPPED: Quoting.STRIPPED,
}


_TRANSFERS: Mapping[str, Callable[[Value], Value]] = {
    "lc": _case(CAPITALS, lambda bits: bits << 32),
    "uc": _case(SMALL, lambda bits: bits >> 32),
    "quote": _quote,
    "shquote": _shquote,
    "strip": _strip,
}
