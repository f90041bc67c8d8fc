"""The address that a transport gets (section 10.5)."""

from __future__ import annotations

import msgspec

from tests.reference.parsing import Form, Parsed, bang_route, parse
from tests.reference.tokens import AddressError, tokens


class Flags(msgspec.Struct, frozen=True):
    """The flags of a transport that tell the form of the address."""

    uucp: bool
    inet: bool


def next_address(given: Parsed, host: str, rest: tuple[str, ...], flags: Flags) -> str:
    """The table of section 10.5. `rest` is the route behind the next host, the target included if it is to be."""
    remainder = given.remainder
    if flags.uucp:
        return "!".join([*rest, bang_route(remainder, partial=True)])
    if given.form in (Form.ROUTE, Form.LAST_HOP):
        return _source_route(given.form, remainder, rest)
    if given.form is Form.MAILBOX and _is_mailbox(remainder):
        return _nested(remainder, rest, flags)
    if given.form is Form.BANG and not flags.inet:
        return "!".join([*rest, remainder])
    if not rest:
        return f"{remainder}@{host}"
    if len(rest) == 1:
        return f"{remainder}@{rest[0]}"
    if flags.inet or (given.form is Form.PERCENT and _mixed(remainder)):
        return f"{_hops(rest[:-1])}:{remainder}@{rest[-1]}"
    return "!".join([*rest, remainder])


def _nested(remainder: str, rest: tuple[str, ...], flags: Flags) -> str:
    """A mailbox whose remainder is a mailbox."""
    if not rest:
        return remainder
    return f"{_hops(rest)}:{remainder}" if flags.inet else "!".join([*rest, bang_route(remainder)])


def _source_route(form: Form, remainder: str, rest: tuple[str, ...]) -> str:
    """`@R,rem` in front of a route that goes on, `@R:rem` in front of its last hop."""
    return f"{_hops(rest)}{',' if form is Form.ROUTE else ':'}{remainder}" if rest else remainder


def _hops(hosts: tuple[str, ...]) -> str:
    return ",".join(f"@{host}" for host in hosts)


def _is_mailbox(text: str) -> bool:
    try:
        return parse(text).form is Form.MAILBOX
    except AddressError:
        return False


def _mixed(text: str) -> bool:
    """A `%` together with a `!` or `:`."""
    parts = tokens(text)
    return "%" in parts and ("!" in parts or ":" in parts)
