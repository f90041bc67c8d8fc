"""The address that is handed to a transport for the next host (reference semantics, section 10.5)."""

from __future__ import annotations

import enum

from smail_runtime.mail.address import Address, Form, bang_form, parse
from smail_runtime.mail.tokens import tokenize


class Style(enum.Enum):
    """The address form of a transport: its flag `uucp`, else `inet`, else neither."""

    UUCP = "uucp"
    INET = "inet"
    DEFAULT = "default"


def next_address(address: Address, next_host: str, behind: tuple[str, ...], style: Style) -> str:
    """What `next_host` is to be given; `behind` are the hosts of the route after it (the target too, if partial)."""
    rest = address.remainder
    if style is Style.UUCP:
        return "!".join([*behind, bang_form(rest)])
    if address.form in (Form.ROUTE, Form.LAST_HOP):
        return _in_route(behind, rest, "," if address.form is Form.ROUTE else ":")
    if address.form is Form.MAILBOX and _is_mailbox(rest):
        return _nested_mailbox(rest, behind, style)
    if not behind:
        return rest if address.form is Form.BANG and style is Style.DEFAULT else f"{rest}@{next_host}"
    if _in_bang_form(address, behind, style):
        return "!".join([*behind, rest])
    return _in_route(behind[:-1], f"{rest}@{behind[-1]}", ":")


def _in_bang_form(address: Address, behind: tuple[str, ...], style: Style) -> bool:
    if style is Style.INET:
        return False
    if address.form is Form.BANG:
        return True
    return len(behind) > 1 and not (address.form is Form.PERCENT and _mixed(address.remainder))


def _in_route(hosts: tuple[str, ...], rest: str, before_rest: str) -> str:
    return ",".join(f"@{host}" for host in hosts) + before_rest + rest if hosts else rest


def _nested_mailbox(rest: str, behind: tuple[str, ...], style: Style) -> str:
    if style is Style.INET or not behind:
        return _in_route(behind, rest, ":")
    return "!".join([*behind, bang_form(rest)])


def _is_mailbox(text: str) -> bool:
    parsed = parse(text)
    return isinstance(parsed, Address) and parsed.form is Form.MAILBOX


def _mixed(text: str) -> bool:
    tokens = tokenize(text) or ()
    return "%" in tokens and ("!" in tokens or ":" in tokens)
