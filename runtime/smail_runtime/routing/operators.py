"""The operators of `${op:name}` (reference semantics, section 8.4)."""

from __future__ import annotations

import re
from collections.abc import Callable

from smail_runtime.mail.case import lower, upper
from smail_runtime.mail.tokens import unquote
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.values import Failed, Value
from smail_runtime.routing.variables import variable

_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_BLANKS_AND_DOTS = re.compile(r"[ \t\n\r\f\v.]+")
_SWAPPED = {"value": "file", "file": "value"}


def strip(text: str) -> str:
    """Without quotes, backslashes and leading dashes; each run of blanks and dots is one dot."""
    return _BLANKS_AND_DOTS.sub(".", unquote(text).lstrip("-"))


def quote(text: str) -> str:
    """As it is if a plain name, else in quotes with `"` and `\\` escaped."""
    if _PLAIN_NAME.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def shquote(text: str) -> str:
    """One word for a POSIX shell whatever the text is. Smail's own form broke out of its quotes at an apostrophe."""
    return "'" + text.replace("'", "'\\''") + "'"


_FUNCTIONS: dict[str, Callable[[str], str]] = {
    "lc": lower,
    "uc": upper,
    "quote": quote,
    "shquote": shquote,
    "strip": strip,
}


def evaluate(name: str, operators: tuple[str, ...], scope: Scope) -> Value | Failed:
    """The variable under its operators, the last one applied first."""
    return under(meant(name, operators), operators, scope)


def meant(name: str, operators: tuple[str, ...]) -> str:
    """The variable that is asked for: as in Smail, an odd number of operators exchanges `value` and `file`."""
    return _SWAPPED.get(name.lower(), name) if len(operators) % 2 else name


def seen_from(operator: str, scope: Scope) -> Scope | Failed | None:
    """The context in which what stands behind `parent:` or `top:` is seen; None for other operators."""
    match operator.lower():
        case "top":
            return scope.top()
        case "parent":
            return scope.parent() or Failed("the address has no parent")
    return None


def under(name: str, operators: tuple[str, ...], scope: Scope) -> Value | Failed:
    """The variable of exactly this name under its operators."""
    if not operators:
        return variable(name, scope)
    first, rest = operators[0].lower(), operators[1:]
    other = seen_from(first, scope)
    if isinstance(other, Failed):
        return other
    if other is not None:
        return under(name, rest, other)
    function = _FUNCTIONS.get(first)
    if function is None:
        return Failed(f"there is no operator `{first}`")
    inner = under(name, rest, scope)
    return inner if isinstance(inner, Failed) else Value(function(inner.text))
