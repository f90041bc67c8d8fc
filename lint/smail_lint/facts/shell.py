"""What a value can do inside the text of a shell command."""

from __future__ import annotations

import enum
import posixpath
from collections.abc import Iterator, Mapping, Sequence

from smail_lint.facts.alternatives import Piece, Reference, Row
from smail_lint.facts.characters import CONTROLS, best, class_of, has
from smail_lint.facts.taint import Quoting, Value

SHELLS = frozenset({"sh", "ash", "bash", "csh", "dash", "ksh", "mksh", "rbash", "tcsh", "zsh"})
_IN_FRONT = frozenset({"env", "exec", "nice", "nohup", "setsid", "sudo"})


class Place(enum.Enum):
    """Where in a shell text a value stands."""

    BARE = "outside quotes"
    DOUBLE = "inside double quotes"
    SINGLE = "inside apostrophes"


_ACTIVE: Mapping[Place, int] = {
    Place.BARE: class_of(" \t;&|<>()$`\\\"'*?#~{}") | CONTROLS,
    Place.DOUBLE: class_of('$`"\\'),
    Place.SINGLE: class_of("'"),
}
_MAIL_SPECIALS = class_of(' ()<>@,;:\\".[]') | CONTROLS
_EXPANDING = class_of("$`")

_ATTEMPTS = ("x;id", "x|id", "x&id", "x$(id)", "x`id`", 'x";id;"', "x';id;'", "x id", "x*")


def script(words: Sequence[Row]) -> int | None:
    """The index of the word that a shell will read as commands (`sh -c WORD`), None when there is none."""
    at = next((i for i, word in enumerate(words) if posixpath.basename(_constant(word) or "") in SHELLS), None)
    if at is None or any(not _harmless_front(word) for word in words[:at]):
        return None
    command = False
    for index in range(at + 1, len(words)):
        text = _constant(words[index])
        if text is None or text[:1] not in ("-", "+"):
            return index if command else None
        command = command or (text[:1] == "-" and text[:2] != "--" and "c" in text)
    return None


def _harmless_front(word: Row) -> bool:
    """Whether a word in front of a shell only helps to start it: `env`, an option, a setting."""
    text = _constant(word) or ""
    return posixpath.basename(text) in _IN_FRONT or text.startswith("-") or "=" in text or text.isdigit()


def _constant(word: Row) -> str | None:
    return "".join(piece for piece in word if isinstance(piece, str)) if _is_constant(word) else None


def _is_constant(word: Row) -> bool:
    return all(isinstance(piece, str) for piece in word)


def references(text: Row) -> Iterator[tuple[Reference, Place]]:
    """The values in a shell text, each with the place that the constant text before it makes."""
    place, escaped = Place.BARE, False
    for piece in text:
        if isinstance(piece, Reference):
            yield piece, place
        else:
            place, escaped = _scan(piece, place, escaped)


def _scan(text: Piece, place: Place, escaped: bool) -> tuple[Place, bool]:
    """The place behind constant text."""
    for one in str(text):
        if escaped:
            escaped = False
        elif one == "\\" and place is not Place.SINGLE:
            escaped = True
        else:
            place = _MOVES.get((place, one), place)
    return place, escaped


_MOVES: Mapping[tuple[Place, str], Place] = {
    (Place.BARE, "'"): Place.SINGLE,
    (Place.BARE, '"'): Place.DOUBLE,
    (Place.SINGLE, "'"): Place.BARE,
    (Place.DOUBLE, '"'): Place.BARE,
}


def harmful(value: Value, place: Place) -> int:
    """The characters of a value by which it can act at a place, quotes around it considered."""
    return value.characters & _acting(value.quoting, place) if value.wire else 0


def _acting(quoting: Quoting, place: Place) -> int:
    """Apostrophes around a value are plain text inside double quotes, and end those of a text in apostrophes."""
    if quoting is Quoting.SHELL:
        return {Place.BARE: 0, Place.DOUBLE: _ACTIVE[Place.DOUBLE], Place.SINGLE: _ACTIVE[Place.BARE]}[place]
    if place is Place.SINGLE or quoting in (Quoting.NONE, Quoting.STRIPPED):
        return _ACTIVE[place]
    if place is Place.DOUBLE or quoting is Quoting.BROKEN:
        return _ACTIVE[Place.BARE]
    return _EXPANDING if quoting is Quoting.MAIL else (_ACTIVE[place] & ~_MAIL_SPECIALS) | _EXPANDING


def attempt(value: Value, acting: int) -> str:
    """A value that shows the harm, made of characters that it can hold."""
    needed = "'" if value.quoting is Quoting.BROKEN else ""
    for one in _ATTEMPTS:
        if needed in one and not class_of(one) & ~value.characters and class_of(one) & acting:
            return one
    return f"x{best(acting)}"


def may_lead_with_dash(word: Row) -> Reference | None:
    """The reference by which a word can begin with a dash, None when none can."""
    for piece in word:
        if isinstance(piece, str):
            if piece:
                return None
            continue
        if piece.value.wire and has(piece.value.first, "-"):
            return piece
        if not piece.value.empty:
            return None
    return None
