"""Command lines: words first, substitution inside them (section 9)."""

from __future__ import annotations

import re

from tests.reference.expansion import read
from tests.reference.outcome import DeferredError
from tests.reference.scope import ExpansionError, Scope

PIECE = re.compile(
    r"(?P<blank>[ \t\n]+)|'(?P<plain>[^']*)'|(?P<quote>\")|\\(?P<escaped>.)|\$\{(?P<braced>[^}]*)\}"
    r"|\$(?P<name>.\w*)|(?P<text>[^ \t\n'\"\\$]+)",
    re.DOTALL | re.ASCII,
)


def words(command: str, scope: Scope) -> tuple[str, ...]:
    """The words of a command line for one address; mistakes are configuration errors."""
    done: list[str] = []
    word: str | None = None
    at, quoted = 0, False
    while at < len(command):
        found = PIECE.match(command, at)
        if found is None:
            raise DeferredError("configuration error: the command cannot be read")
        at = found.end()
        if found["quote"]:
            quoted, word = not quoted, word or ""
        elif found["blank"] and not quoted:
            done += [word or ""] if word is not None or not done else []
            word = None
        else:
            word = (word or "") + _value(found, quoted, scope)
    if quoted:
        raise DeferredError("configuration error: unterminated-quote")
    return (*done, *([word] if word is not None else []))


def _value(piece: re.Match[str], quoted: bool, scope: Scope) -> str:
    """What a piece stands for."""
    if piece["escaped"] is not None:
        keep = quoted and piece["escaped"] not in '\\"$'
        return ("\\" if keep else "") + piece["escaped"]
    name = piece["braced"] if piece["braced"] is not None else piece["name"]
    if name is None:
        return piece["plain"] if piece["plain"] is not None else piece["blank"] or piece["text"]
    try:
        return read(name, scope)
    except ExpansionError as error:
        raise DeferredError(f"configuration error: {error}") from None
