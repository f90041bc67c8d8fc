"""The tokens of an address (section 10.1)."""

from __future__ import annotations

OPERATORS = frozenset("@!%:,<>")
CLOSERS = {'"': '"', "[": "]"}


class AddressError(Exception):
    """The address cannot be parsed; the argument is the category of section 23."""


def tokens(text: str) -> list[str]:
    """Operators as single characters, and everything between them. Joined they are the text again (10.1)."""
    found: list[str] = []
    at = 0
    while at < len(text):
        end = at + 1 if text[at] in OPERATORS else _word_end(text, at)
        found.append(text[at:end])
        at = end
    return found


def is_operator(token: str) -> bool:
    """Whether a token is one of the operators."""
    return token in OPERATORS


def _word_end(text: str, at: int) -> int:
    """Where the word that starts at `at` ends: quotes and brackets are units at its start and after a dot (10.1)."""
    fresh = True
    while at < len(text) and text[at] not in OPERATORS:
        if fresh and text[at] in CLOSERS:
            at = unit_end(text, at)
            fresh = False
        elif text[at] == "\\":
            at += 2
            fresh = False
        else:
            fresh = text[at] == "."
            at += 1
    if at > len(text):
        raise AddressError("bad-token")
    return at


def unit_end(text: str, at: int) -> int:
    """The index after the quote or bracket that closes what opens at `at`; unclosed is `bad-token` (10.1)."""
    closer = CLOSERS[text[at]]
    at += 1
    while at < len(text):
        if text[at] == closer:
            return at + 1
        at += 2 if text[at] == "\\" else 1
    raise AddressError("bad-token")


def stripped(text: str) -> str:
    """Without quotes and backslashes, the escaped characters kept (10.4, 12.3)."""
    kept: list[str] = []
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
            kept.append(text[at : at + 1])
        elif text[at] != '"':
            kept.append(text[at])
        at += 1
    return "".join(kept)
