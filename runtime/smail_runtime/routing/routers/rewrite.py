"""Driver rewrite: a database of other addresses for the addresses of hosts and domains.

A value is `-` for no match, or `+` and the new address, in which `$user` is the local part and `$host` the target.
The new address is resolved from the beginning.
"""

from __future__ import annotations

import re

from smail_runtime.mail.address import Address, AddressError, Form, parse
from smail_runtime.mail.text import printable
from smail_runtime.mail.tokens import unquote
from smail_runtime.routing.answers import Again, Passed, Routing, Stopped
from smail_runtime.routing.operators import evaluate
from smail_runtime.routing.outcomes import fails, misconfigured
from smail_runtime.routing.routers.database import Hit, climbed, opened
from smail_runtime.routing.routers.names import name_within
from smail_runtime.routing.scope import AddressView, Scope
from smail_runtime.routing.values import Failed, Value
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.router import RewriteDriver

_DOT_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_PIECE = re.compile(r"\$(?P<bare>\w+)|\$\{(?P<operators>(?:\w+:)*)(?P<braced>\w+)\}|(?P<plain>[^$]+)", re.ASCII)
_OPERATORS = frozenset({"lc", "uc", "strip"})


def ask(driver: RewriteDriver, address: Address, target: str, around: Surroundings) -> Routing:
    """The new address; only a local name at the target is rewritten, never a way through it."""
    asked = name_within(target, driver.required, driver.domain)
    if isinstance(asked, Passed):
        return asked
    user = _local_name(address.remainder)
    if user is None:
        return Passed(f"{printable(address.remainder)} leads on from there")
    search = opened(driver.data, around)
    if isinstance(search, Passed | Stopped):
        return search
    found = climbed(search, asked.name)
    if found is None:
        return Passed(f"no rewriting of addresses at {printable(asked.name)}")
    return _rewritten(found[0], user, asked.name.removeprefix("."), around)


def _local_name(remainder: str) -> str | None:
    """The name without its quotes; None when the remainder has a host of its own, or is none."""
    parsed = parse(remainder)
    return unquote(remainder) if isinstance(parsed, Address) and parsed.form is Form.LOCAL else None


def _rewritten(hit: Hit, user: str, host: str, around: Surroundings) -> Routing:
    flag, template = hit.value[:1], hit.value[1:].strip()
    if flag == "-":
        return Passed(f"the entry{hit.where} says no")
    if flag != "+" or not template:
        reason = f"{printable(hit.value)}{hit.where}: `+` and an address, or `-`, is expected"
        return Stopped(reason, misconfigured(reason))
    view = AddressView(user=_quoted(user), host=host)
    text = _expanded(template, around.scope(view))
    if isinstance(text, Failed):
        reason = f"{printable(template)}{hit.where} cannot be expanded: {text.reason}"
        return Stopped(reason, misconfigured(reason))
    parsed = parse(text.text)
    if isinstance(parsed, AddressError):
        reason = f"the entry{hit.where} makes {printable(text.text)} of it: {parsed.message}"
        return Stopped(reason, fails("5.1.3", reason))
    return Again(f"the entry{hit.where} makes {printable(text.text)} of it", text.text)


def _quoted(user: str) -> str:
    """The local part as it may stand in an address: in quotes only where it must (RFC 5321, section 4.1.2)."""
    if _DOT_ATOM.fullmatch(user) and not any(operator in user for operator in "!%"):
        return user
    return '"' + user.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _expanded(template: str, scope: Scope) -> Value | Failed:
    """Plain variables and operators that keep an address an address; nothing in a database does more than that."""
    pieces: list[str] = []
    at = 0
    while at < len(template):
        piece = _PIECE.match(template, at)
        if piece is None:
            return Failed("only variables have a meaning here")
        value = _value(piece, scope)
        if isinstance(value, Failed):
            return value
        pieces.append(value.text)
        at = piece.end()
    return Value("".join(pieces))


def _value(piece: re.Match[str], scope: Scope) -> Value | Failed:
    name = piece["bare"] or piece["braced"]
    if name is None:
        return Value(piece["plain"])
    operators = tuple(one for one in (piece["operators"] or "").split(":") if one)
    if any(one.lower() not in _OPERATORS for one in operators):
        return Failed(f"the operators here are {', '.join(sorted(_OPERATORS))}")
    return evaluate(name, operators, scope)
