"""What a value can do inside the text of a shell command."""

from __future__ import annotations

import enum
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence

from smail_lint.facts.alternatives import UNSURE, Piece, Reference, Row
from smail_lint.facts.characters import class_of, has
from smail_runtime.routing.operators import file_name, quote, rxquote, shquote, strip

SHELLS = frozenset({"sh", "ash", "bash", "csh", "dash", "ksh", "mksh", "rbash", "tcsh", "zsh"})
_IN_FRONT = frozenset({"env", "exec", "nice", "nohup", "setsid", "sudo"})


class Place(enum.Enum):
    """Where in a shell text a value stands."""

    BARE = "outside quotes"
    DOUBLE = "inside double quotes"
    SINGLE = "inside apostrophes"


_LIVE: Mapping[Place, str] = {Place.BARE: " \t\n;&|<>()$`*?", Place.DOUBLE: "$`", Place.SINGLE: ""}
_MAIL_SPECIALS = frozenset(' \t()<>@,;:\\".[]')
_ATTEMPTS = ("x;id", "x$(id)", "x`id`", "x|id", "x&id", 'x";id;"', "x';id;'", "x id", "x*", "x", "x'", 'x"')


_LITERALS = tuple(f"[{one}]" for one in _ATTEMPTS)
"""A host is an address literal, or has no character that would act."""


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
    """The values in a shell text, each with the place that the constant text before it makes.

    Where that is not known, each stands in all places.
    """
    place, escaped, unsure = Place.BARE, False, False
    for piece in text:
        if isinstance(piece, Reference):
            yield from ((piece, one) for one in (Place if unsure else (place,)))
            unsure = unsure or not _keeps(piece, place)
        elif piece == UNSURE:
            unsure = True
        else:
            place, escaped = _scan(piece, place, escaped)


def _keeps(reference: Reference, place: Place) -> bool:
    """Whether harmless values leave the quotes around them as they are; quotes put in twice may not."""
    return all(_scan(_expanded(reference, one), place, escaped=False) == (place, False) for one in ("x", "a.b"))


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


def attempt(reference: Reference, place: Place) -> str | None:
    """A value of the variable that acts at a place, tried out on the real operators; None when none is found."""
    raw = reference.raw
    if not raw.wire:
        return None
    for text in _ATTEMPTS if raw.source != "host" else _LITERALS:
        if not class_of(text) & ~raw.characters and _acts(_expanded(reference, text), place):
            return text
    return None


def _expanded(reference: Reference, text: str) -> str:
    """What the mailer makes of a value."""
    if reference.raw.quoted and _MAIL_SPECIALS & set(text):
        text = quote(text)
    for operator in reversed(reference.variable.operators):
        text = _OPERATORS.get(operator.lower(), str)(text)
    return text


def _acts(text: str, place: Place) -> bool:
    """Whether a value is more than part of one word: it holds a live character, or leaves other quotes open."""
    here, escaped = place, False
    for one in text:
        if not escaped and one in _LIVE[here]:
            return True
        here, escaped = _scan(one, here, escaped)
    return here is not place or escaped


_OPERATORS: Mapping[str, Callable[[str], str]] = {
    "quote": quote,
    "shquote": shquote,
    "strip": strip,
    "make_filename": file_name,
    "rxquote": rxquote,
}


def may_lead_with_dash(word: Row) -> Reference | None:
    """The reference by which a word can begin with a dash, None when none can."""
    unsure = UNSURE in word
    for piece in word:
        if isinstance(piece, str):
            if piece and not unsure:
                return None
            continue
        if piece.value.wire and has(piece.value.first, "-"):
            return piece
        if not piece.value.empty and not unsure:
            return None
    return None
