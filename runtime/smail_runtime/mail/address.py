"""The one address parser (reference semantics, section 10).

`parse` does what the mailer does with an address it works on: brackets off, then the decision table. Nothing else in
the project takes an address apart, and only this module makes an `Address`.
"""

from __future__ import annotations

import enum
import re

import msgspec

from smail_runtime.mail.tokens import OPERATORS, opened_at, scan


class Form(enum.Enum):
    """Which row of the decision table (section 10.3) an address fell under."""

    LOCAL = "local"
    MAILBOX = "mailbox"
    BANG = "bang"
    PERCENT = "percent"
    ROUTE = "route"
    LAST_HOP = "last-hop"


class Address(msgspec.Struct, frozen=True):
    """An address that was parsed: `target` is the host it leads to (None when local), `remainder` what is left there.

    `text` is the whole without angle brackets; empty only for the null path. Use `parse` or `parse_path`.
    """

    text: str
    form: Form
    target: str | None
    remainder: str

    def __post_init__(self) -> None:
        if type(self) is Address:
            raise TypeError("an Address is made by smail_runtime.mail.address.parse only")

    @property
    def local_part(self) -> str:
        """What stands before the host: the remainder."""
        return self.remainder

    @property
    def domain(self) -> str:
        """The host, empty when there is none."""
        return self.target or ""


class _Parsed(Address, frozen=True):
    """An address as the parser makes it."""


class AddressError(msgspec.Struct, frozen=True):
    """Why a text is no address: a category of section 23 (or one of `paths`), and a sentence without full stop.

    `at` is the offset of the fault in the text that was split; for faults found while angle brackets are looked for,
    in the text as given.
    """

    category: str
    message: str
    at: int = 0


NULL_PATH: Address = _Parsed("", Form.LOCAL, None, "")

_PLAIN = re.compile(r"([A-Za-z0-9._+=~&*/?^$#`{|}'-]+)(?:@([A-Za-z0-9._+=][A-Za-z0-9._+=-]*))?")
_HOST = re.compile(r"[A-Za-z0-9._+=][A-Za-z0-9._+=-]*")


def parse(text: str, *, percent_first: bool = False) -> Address | AddressError:
    """Take angle brackets off, then split by the decision table.

    `percent_first` swaps the bang and percent rules (variable switch_percent_and_bang, after a mailbox was peeled).
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return _of_plain(plain)
    return parse_fully(text, percent_first=percent_first)


def parse_fully(text: str, *, percent_first: bool = False) -> Address | AddressError:
    """As `parse`, without the short way for plain addresses."""
    bare = without_brackets(text)
    return bare if isinstance(bare, AddressError) else _split_fully(bare, percent_first)


def split(text: str, *, percent_first: bool = False) -> Address | AddressError:
    """The decision table of section 10.3 on one address without looking for angle brackets."""
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return _of_plain(plain)
    return _split_fully(text, percent_first)


def _split_fully(text: str, percent_first: bool) -> Address | AddressError:
    if not text:
        return AddressError("null-address", "the address is empty")
    tokens, stop = scan(text)
    if stop is not None or tokens == ("@",):
        message = "a quote or bracket is not closed, or a backslash or `@` stands alone"
        return AddressError("bad-token", message, opened_at(text, stop or 0))
    return _decide(text, tokens, percent_first)


def _of_plain(plain: re.Match[str]) -> Address:
    local, host = plain.groups()
    return _Parsed(plain[0], Form.LOCAL if host is None else Form.MAILBOX, host, local)


def _decide(text: str, tokens: tuple[str, ...], percent_first: bool) -> Address | AddressError:
    form = _form(tokens, 0, len(tokens), percent_first)
    if form is None:
        behind_host = len("".join(tokens[:2]))
        return AddressError("route-addr-syntax", "after `@` a host and then `,` or `:` is expected", behind_host)
    if form is Form.LOCAL:
        return _Parsed(text, form, None, text)
    return _checked(text, form, tokens[_HOST_AT[form]])


def _form(tokens: tuple[str, ...], first: int, end: int, percent_first: bool = False) -> Form | None:
    """The row of the decision table that `tokens[first:end]` fall under; None for a route without its end."""
    three = end - first > 2
    if tokens[first] == "@":
        return {",": Form.ROUTE, ":": Form.LAST_HOP}.get(tokens[first + 2]) if three else None
    before_last = tokens[end - 2] if three else ""
    if before_last == "@":
        return Form.MAILBOX
    bang = end - first > 1 and tokens[first + 1] == "!"
    if bang and not (percent_first and before_last == "%"):
        return Form.BANG
    return Form.PERCENT if before_last == "%" else Form.LOCAL


_FROM_RIGHT = frozenset({Form.MAILBOX, Form.PERCENT})
_HOST_AT = {Form.MAILBOX: -1, Form.PERCENT: -1, Form.BANG: 0, Form.ROUTE: 1, Form.LAST_HOP: 1}


def _checked(text: str, form: Form, target: str) -> Address | AddressError:
    """The address of that form and host, the remainder before it or behind it."""
    at = len(text) - len(target) if form in _FROM_RIGHT else _HOST_AT[form]
    remainder = text[: at - 1] if form in _FROM_RIGHT else text[at + len(target) + 1 :]
    if not remainder:
        return AddressError("no-remainder", "nothing is left of the address when its host is taken off", len(text))
    if target.startswith("-"):
        return AddressError("target-dash", "the host starts with a dash", at)
    if not _is_host(target):
        message = "the host has a character other than letters, digits and `.-_+=`"
        return AddressError("bad-host-character", message, at + _good_part(target))
    return _Parsed(text, form, target, remainder)


def _is_host(target: str) -> bool:
    return target.startswith("[") or _HOST.fullmatch(target) is not None


def _good_part(target: str) -> int:
    found = _HOST.match(target)
    return found.end() if found is not None else 0


def without_brackets(text: str) -> str | AddressError:
    """The first pass (section 10.2): what stands in the innermost, last `<...>`; a mutant route made a bang route."""
    tokens, stop = scan(text)
    if stop is not None:
        message = "a quote or bracket is not closed, or a backslash stands alone at the end"
        return AddressError("bad-token", message, opened_at(text, stop))
    if "<" in tokens or ">" in tokens:
        inner = _innermost(tokens)
        if isinstance(inner, int):
            at = len("".join(tokens[:inner]))
            return AddressError("unbalanced-angle", "angle brackets are not balanced", at)
        tokens = inner
    return _bang_route(tokens) or "".join(tokens)


def _innermost(tokens: tuple[str, ...]) -> tuple[str, ...] | int:
    """The tokens in the last of the innermost brackets, or the number of the first bracket without a partner."""
    opened: list[int] = []
    latest, found = -1, (0, 0)
    for at, token in enumerate(tokens):
        if token == "<":  # noqa: S105
            opened.append(at)
            latest = at
        elif token == ">":  # noqa: S105
            if not opened:
                return at
            opened.pop()
            if latest >= 0:
                found, latest = (latest + 1, at), -1
    return opened[0] if opened else tokens[slice(*found)]


def _bang_route(tokens: tuple[str, ...]) -> str | None:
    """`host!@a,@b:c` as `host!a!b!c`, None for any other form."""
    at = 0
    while tokens[at + 1 : at + 2] == ("!",) and tokens[at] not in OPERATORS:
        at += 2
    if at == 0 or tokens[at : at + 1] != ("@",):
        return None
    hosts = list(tokens[0:at:2])
    while tokens[at : at + 1] == ("@",) and tokens[at + 2 : at + 3] in ((",",), (":",)):
        hosts.append(tokens[at + 1])
        at += 3
        if tokens[at - 1] == ":":
            return "!".join([*hosts, bang_form("".join(tokens[at:]), full=True)])
    return None


def bang_form(text: str, *, full: bool = False) -> str:
    """The address as a bang route (section 10.5): hosts from the outside in, joined with `!`.

    The partial form stops at a percent form and keeps it. Text in which only bang targets are found is unchanged.
    """
    tokens, stop = scan(text)
    first, end = 0, len(tokens) if stop is None else 0
    hosts: list[str] = []
    changed = False
    while first < end and (form := _form(tokens, first, end)) not in (None, Form.LOCAL):
        assert form is not None
        behind = (first, end - 2) if form in _FROM_RIGHT else (first + _HOST_AT[form] + 2, end)
        target = tokens[end - 1] if form in _FROM_RIGHT else tokens[first + _HOST_AT[form]]
        if (form is Form.PERCENT and not full) or behind[0] >= behind[1] or not _is_host(target):
            break
        changed = changed or form is not Form.BANG
        hosts.append(target)
        first, end = behind
    return "!".join([*hosts, "".join(tokens[first:end])]) if changed else text
