"""The expansion language on plain text (sections 8.1 to 8.4)."""

from __future__ import annotations

import re

import msgspec

from tests.reference.scope import ExpansionError, Scope, home_of
from tests.reference.tokens import stripped

WORD = re.compile(r"[A-Za-z0-9_]*")


def expand(text: str, scope: Scope) -> str:
    """The value of a text. Raises ExpansionError, and DeferredError where the machine cannot tell for now (8)."""
    done, at = _tilde(text, scope)
    while at < len(text):
        if text[at] != "$":
            done, at = done + text[at], at + 1
            continue
        value, at = _reference(text, at + 1, scope)
        done += value
    return done


def _tilde(text: str, scope: Scope) -> tuple[str, int]:
    """`~/` and `~name` at position 0 (8.1)."""
    if not text.startswith("~"):
        return "", 0
    login = text[1:].split("/", 1)[0]
    if login or len(text) == 1:
        return home_of(login, scope.world), 1 + len(login)
    home = scope.variable("home")
    if home is None:
        raise ExpansionError("no home")
    return home, 1


def _reference(text: str, at: int, scope: Scope) -> tuple[str, int]:
    """What stands after a dollar, and where it ends (8.2)."""
    if at == len(text):
        raise ExpansionError("dollar at the end")
    if text[at] == "{":
        end = group_end(text, at)
        return _braced(text[at + 1 : end - 1], scope), end
    end = at + 2
    end = WORD.match(text, end).end() if end < len(text) else len(text)  # type: ignore[union-attr]
    return read(text[at:end], scope), end


def group_end(text: str, at: int) -> int:
    """The index after the brace that closes the one at `at`, by counting braces only (8.2)."""
    depth = 0
    for index in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index + 1
    raise ExpansionError("no closing brace")


def _braced(body: str, scope: Scope) -> str:
    """The inside of `${...}`: a test, a lookup, or a name with modifiers (8.2)."""
    from tests.reference.branches import conditional, lookup

    word = WORD.match(body).group().lower()  # type: ignore[union-attr]
    if word == "if":
        return conditional(body[2:], scope)
    return lookup(body[6:], scope) if word == "lookup" else read(body, scope)


def read(name: str, scope: Scope) -> str:
    """`{modifier:}* name`, the modifiers applied right to left; no value is a failure (8.3, 8.4)."""
    modifier, colon, rest = name.partition(":")
    if not colon:
        value = scope.variable(name)
        if value is None:
            raise ExpansionError(f"{name!r} has no value")
        return value
    return _modified(modifier.lower(), rest, scope)


def _modified(modifier: str, rest: str, scope: Scope) -> str:
    """One modifier and what follows. Each one exchanges `value` and `file` for the rest (8.4)."""
    if modifier == "parent" and scope.parent is None:
        raise ExpansionError("no parent")
    seen = {"parent": scope.parent or scope, "top": scope.top}.get(modifier, scope)
    inner = msgspec.structs.replace(seen, value=scope.file, file=scope.value)
    if modifier in ("parent", "top"):
        return read(rest, inner)
    if modifier not in CHANGES:
        raise ExpansionError(f"no modifier {modifier!r}")
    return CHANGES[modifier](read(rest, inner))


def _strip(value: str) -> str:
    """Quotes, backslashes and leading dashes off, each run of blanks and dots one dot (8.4)."""
    return re.sub(r"[ \t\n\v\f\r.]+", ".", stripped(value).lstrip("-"))


def quote(value: str) -> str:
    """In quotes, unless it is a letter or digit and then those, `_` and `-` (8.4)."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", value):
        return value
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def _shell_quote(value: str) -> str:
    """In apostrophes, an apostrophe inside with a backslash before it (8.4)."""
    return "'" + value.replace("'", "\\'") + "'"


CHANGES = {"lc": str.lower, "uc": str.upper, "strip": _strip, "quote": quote, "shquote": _shell_quote}
