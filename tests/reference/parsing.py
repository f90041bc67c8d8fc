"""An address taken apart: brackets off, then the decision table (sections 10.2 and 10.3)."""

from __future__ import annotations

import enum
import string

import msgspec

from tests.reference.tokens import AddressError, is_operator, tokens

HOST_CHARACTERS = frozenset(string.ascii_letters + string.digits + ".-_+=")


class Form(enum.Enum):
    """The rows of the decision table."""

    LOCAL = "local"
    MAILBOX = "mailbox"
    BANG = "bang"
    PERCENT = "percent"
    ROUTE = "route"
    LAST_HOP = "last hop"


class Parsed(msgspec.Struct, frozen=True):
    """Form, target (None when local) and remainder."""

    form: Form
    target: str | None
    remainder: str


def parse(text: str, *, percent_first: bool = False) -> Parsed:
    """The decision table on an address without brackets. `percent_first` swaps rules 6 and 7 (10.3)."""
    if not text:
        raise AddressError("null-address")
    parts = tokens(text)
    if parts[0] == "@":
        return _routed(parts)
    rules = (_mailbox, _percent, _bang) if percent_first else (_mailbox, _bang, _percent)
    found = next(filter(None, (rule(parts) for rule in rules)), None)
    return Parsed(Form.LOCAL, None, text) if found is None else _checked(found)


def _routed(parts: list[str]) -> Parsed:
    """Rules 2 to 4: the text starts with `@`."""
    if len(parts) == 1:
        raise AddressError("bad-token")
    if len(parts) < 3 or parts[2] not in (",", ":"):
        raise AddressError("route-addr-syntax")
    form = Form.ROUTE if parts[2] == "," else Form.LAST_HOP
    return _checked(Parsed(form, parts[1], "".join(parts[3:])))


def _mailbox(parts: list[str]) -> Parsed | None:
    """Rule 5: the last operator is `@`, with text before it."""
    return _last(parts, "@", Form.MAILBOX)


def _percent(parts: list[str]) -> Parsed | None:
    """Rule 7: the last operator is `%`, with text before it."""
    return _last(parts, "%", Form.PERCENT)


def _last(parts: list[str], operator: str, form: Form) -> Parsed | None:
    if len(parts) < 3 or parts[-2] != operator:
        return None
    return Parsed(form, parts[-1], "".join(parts[:-2]))


def _bang(parts: list[str]) -> Parsed | None:
    """Rule 6: the first token is followed by `!`."""
    if len(parts) < 2 or parts[1] != "!":
        return None
    return Parsed(Form.BANG, parts[0], "".join(parts[2:]))


def _checked(found: Parsed) -> Parsed:
    """The checks on target and remainder; they never fall back to local (10.3)."""
    target = found.target or ""
    if not found.remainder:
        raise AddressError("no-remainder")
    if target.startswith("-"):
        raise AddressError("target-dash")
    if is_operator(target) or (not target.startswith("[") and not HOST_CHARACTERS.issuperset(target)):
        raise AddressError("bad-host-character")
    return found


def without_brackets(text: str) -> str:
    """The first pass: the innermost and last `<...>`, and `host!@a,@b:c` as a bang route (10.2)."""
    parts = tokens(text)
    depth = 0
    for part in parts:
        depth += {"<": 1, ">": -1}.get(part, 0)
        if depth < 0:
            raise AddressError("unbalanced-angle")
    if depth:
        raise AddressError("unbalanced-angle")
    if "<" in parts:
        start = len(parts) - parts[::-1].index("<")
        parts = parts[start : parts.index(">", start)]
    return _mixed(parts)


def _mixed(parts: list[str]) -> str:
    """`host!@a,@b:c` as `host!a!b!c`; anything else as it is (10.2)."""
    if len(parts) < 5 or parts[1:3] != ["!", "@"] or is_operator(parts[0]):
        return "".join(parts)
    hosts, at = [parts[0]], 2
    while parts[at : at + 1] == ["@"] and parts[at + 2 : at + 3] in ([","], [":"]):
        hosts.append(parts[at + 1])
        at += 3
        if parts[at - 1] == ":":
            return "!".join([*hosts, bang_route("".join(parts[at:]))])
    return "".join(parts)


def bang_route(text: str, *, partial: bool = False) -> str:
    """The address as a bang route, from the outside in; the partial one keeps what is a percent form (10.5)."""
    hosts: list[str] = []
    rest, only_bangs = text, True
    while rest:
        found = parse(rest)
        if found.target is None or (partial and found.form is Form.PERCENT):
            break
        only_bangs = only_bangs and found.form is Form.BANG
        hosts.append(found.target)
        rest = found.remainder
    return text if only_bangs else "!".join([*hosts, rest])
