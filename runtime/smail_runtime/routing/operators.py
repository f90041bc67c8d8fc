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
_NOT_IN_NAMES = re.compile(r"[\s./\x00-\x1f\x7f]+")
_SPECIAL = re.compile(r"[][\\^$.|?*+(){}/]")
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


def file_name(text: str) -> str:
    """A name for a file of its own in a directory: no slash, no leading dot or dash; empty when nothing is left.

    Without quotes and backslashes, each run of blanks, control characters, dots and slashes one dot.
    """
    return _NOT_IN_NAMES.sub(".", unquote(text)).lstrip(".-")


def rxquote(text: str) -> str:
    """The text as a regular expression that matches it and nothing else; a slash is escaped too."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _file_name(text: str) -> str | Failed:
    """A file name; an empty one would be the directory itself."""
    return file_name(text) or Failed("no file name is left of this value")


_FUNCTIONS: dict[str, Callable[[str], str | Failed]] = {
    "lc": lower,
    "uc": upper,
    "quote": quote,
    "shquote": shquote,
    "strip": strip,
    "make_filename": _file_name,
    "rxquote": rxquote,
}
_OURS = frozenset({"make_filename", "rxquote"})
_WHERE = frozenset({"parent", "top"})


def evaluate(name: str, operators: tuple[str, ...], scope: Scope) -> Value | Failed:
    """The variable under its operators, the last one applied first."""
    return under(meant(name, operators, scope), operators, scope)


def meant(name: str, operators: tuple[str, ...], scope: Scope) -> str:
    """The variable that is asked for: as in Smail, an odd number of operators exchanges `value` and `file`.

    Only Smail's own operators count, and in the text of `foreach`, which Smail does not know, nothing is exchanged.
    """
    return name if scope.item or not swaps(operators) else _SWAPPED.get(name.lower(), name)


def swaps(operators: tuple[str, ...]) -> bool:
    """Whether `value` and `file` change places under these operators."""
    return sum(one.lower() not in _OURS for one in operators) % 2 == 1


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
    inner = under(name, rest, scope)
    return applied(inner, operators[:1]) if isinstance(inner, Value) else inner


def applied(value: Value, operators: tuple[str, ...]) -> Value | Failed:
    """A value under operators, the last one first; those that speak of another address change nothing."""
    for operator in reversed(operators):
        function = _FUNCTIONS.get(operator.lower())
        if function is None and operator.lower() not in _WHERE:
            return Failed(f"there is no operator `{operator.lower()}`")
        made = value.text if function is None else function(value.text)
        if isinstance(made, Failed):
            return made
        value = Value(made)
    return value
