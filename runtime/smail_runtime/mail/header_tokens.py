"""Tokens of addresses in header fields (RFC 5322, section 3.2; with letters beyond ASCII RFC 6532)."""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """A token: `kind` is `atom`, `quoted`, `literal`, a special character, or empty at the end.

    `text` is what it means, folds and obsolete escapes gone; quoted strings keep their quotes. `spaced` tells that
    blanks, a fold or a comment stand before it. `obsolete` tells that only section 4 of the RFC permits it.
    """

    kind: str
    text: str
    at: int
    spaced: bool = False
    obsolete: bool = False


class Trouble(NamedTuple):
    """What is no token: a category, a sentence without full stop, and the offset."""

    category: str
    message: str
    at: int


_ATOM = r"(?>[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)"
_FOLD = r"(?>[ \t]*(?:\r?\n[ \t]+)+|[ \t]+)"
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f]"
_PAIRED = r"\\[^\r\n]"
_QUOTED = rf'"(?>(?:{_FOLD}|[^"\\\r\n\t ]|{_PAIRED})*)"'
_LITERAL = rf"\[(?>(?:{_FOLD}|[^\[\]\\\r\n\t ]|{_PAIRED})*)\]"
_TOKEN = re.compile(
    rf"(?P<blank>{_FOLD})|(?P<comment>\()|(?P<atom>(?>(?:{_ATOM}|(?>[^\x00-\x7f]+))+))"
    rf"|(?P<quoted>{_QUOTED})|(?P<literal>{_LITERAL})|(?P<special>[<>:;@,.])"
)
_IN_COMMENT = re.compile(rf"[()]|{_FOLD}|{_PAIRED}|(?>[^()\\\r\n\t ]+)")
_BLANK_LINE = re.compile(r"\n[ \t]+\r?\n")
_LINE_END = re.compile(r"\r?\n")
_NO_CHARACTER = re.compile(r"[\ud800-\udfff]")
_ODD = re.compile(_CONTROL)
PAIR = re.compile(r"\\([\s\S])")
"""An escape in a quoted string."""
_UNFINISHED = {'"': "quote", "[": "bracket", "(": "comment"}


def tokenize(text: str, *, utf8: bool) -> list[Token] | Trouble:
    """The tokens of a field body, with one of no kind at the end; `utf8` admits letters beyond ASCII."""
    if (wild := _NO_CHARACTER.search(text)) is not None:
        return Trouble("bad-character", "bytes that are no UTF-8 stand here", wild.start())
    tokens: list[Token] = []
    at, end, spaced, obsolete = 0, len(text), False, False
    while at < end:
        found = _TOKEN.match(text, at)
        after = None if found is None else _after(text, found)
        if found is None or after is None:
            return _untaken(text, at)
        if not utf8 and not text[at:after].isascii():
            return Trouble("bad-character", "letters beyond ASCII need the internationalised form", at)
        if found.lastgroup in ("blank", "comment"):
            spaced, obsolete = True, obsolete or _odd_space(text[at:after])
        else:
            tokens.append(_token(found, at, spaced, obsolete))
            spaced = obsolete = False
        at = after
    tokens.append(Token("", "", end, spaced, obsolete))
    return tokens


def _after(text: str, found: re.Match[str]) -> int | None:
    """The offset behind a token; behind all of a comment, None if that does not end."""
    if found.lastgroup != "comment":
        return found.end()
    at, depth = found.start(), 0
    while (piece := _IN_COMMENT.match(text, at)) is not None:
        at = piece.end()
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if depth == 0:
            return at
    return None


def _odd_space(text: str) -> bool:
    """Whether blanks or a comment are of a form that only section 4 permits: control characters, blank lines."""
    return _BLANK_LINE.search(text) is not None or _ODD.search(_LINE_END.sub("", text)) is not None


def _token(found: re.Match[str], at: int, spaced: bool, obsolete: bool) -> Token:
    """One token; folds in quotes and brackets are taken out, and of escapes only those that are needed stay."""
    kind = found.lastgroup or ""
    text = found[0]
    if kind == "special":
        return Token(text, text, at, spaced, obsolete)
    if kind == "atom":
        return Token(kind, text, at, spaced, obsolete)
    odd = _odd_space(text) or (kind == "literal" and "\\" in text)
    text = _LINE_END.sub("", text)
    text = PAIR.sub(_needed, text) if kind == "quoted" else PAIR.sub(r"\1", text)
    return Token(kind, text, at, spaced, obsolete or odd)


def _needed(pair: re.Match[str]) -> str:
    """A quoted pair, without its backslash where the character can do without."""
    return pair[0] if pair[1] in '"\\' else pair[1]


def _untaken(text: str, at: int) -> Trouble:
    """Why no token begins here."""
    if (unfinished := _UNFINISHED.get(text[at])) is not None:
        return Trouble("bad-token", f"this {unfinished} is not closed", at)
    if text[at] in "\r\n":
        return Trouble("bad-token", "a line that continues a field begins with a blank", at)
    if _ODD.match(text, at):
        return Trouble("bad-character", "a control character stands here", at)
    return Trouble("bad-token", f"`{text[at]}` has no meaning here", at)
