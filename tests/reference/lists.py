"""The addresses of an alias value, forward file or list (sections 12.2 and 12.3)."""

from __future__ import annotations

import enum
import itertools

import msgspec

from tests.reference.forms import is_form
from tests.reference.list_tokens import ListError, Token, tokens
from tests.reference.tokens import stripped

JOINERS = ".@!%"


class Kind(enum.Enum):
    """What a finished address is (12.3)."""

    FILE = "file"
    COMMAND = "command"
    INCLUDE = "include"
    ERROR = "error"
    ORDINARY = "ordinary"


class Target(msgspec.Struct, frozen=True):
    """One address; of special forms the text without quotes, bar and `:include:`. `raw` is the text as it stands."""

    kind: Kind
    text: str
    raw: str = ""


def targets(text: str) -> tuple[Target, ...]:
    """All addresses of a text. Raises ListError (12.2)."""
    return tuple(target_of(one) for one in _List(tokens(text)).addresses())


def target_of(text: str) -> Target:
    """The kind of a finished address (12.3)."""
    whole = text.startswith('"') and _closes_at_end(text)
    inner = text[1:-1] if whole else text
    if inner.startswith(("/", "~", "\\/", "\\~")):
        return Target(Kind.FILE, stripped(inner))
    if inner.startswith(("|", "\\|")):
        return Target(Kind.COMMAND, stripped(inner)[1:])
    if inner.lower().startswith(":include:"):
        return Target(Kind.INCLUDE, stripped(inner)[len(":include:") :].lstrip(" \t\n"))
    if whole and is_form(stripped(inner)):
        return Target(Kind.ERROR, stripped(inner), text)
    return Target(Kind.ORDINARY, text)


def _closes_at_end(text: str) -> bool:
    found = tokens(text)
    return len(found) == 1


class _List:
    """Reads the tokens from left to right."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.at = 0
        self.in_group = False

    def addresses(self) -> list[str]:
        """One after the other; commas are optional, a trailing one is fine (12.2)."""
        found: list[str] = []
        while self.at < len(self.tokens):
            if self._group_ends() or self._group_starts():
                continue
            found.append(self._bracketed() if self._first() == "<" else self._plain())
            self._comma()
        return found

    def _peek(self, ahead: int = 0) -> str:
        """The operator that stands here, nothing when it is a word or the end."""
        at = self.at + ahead
        return self.tokens[at].text if at < len(self.tokens) and not self.tokens[at].word else ""

    def _first(self) -> str:
        """What stands first of `<` and `:` up to the next comma."""
        for token in self.tokens[self.at :]:
            if not token.word and token.text in ",<:":
                return token.text
        return ""

    def _group_ends(self) -> bool:
        """`;`, and `@host` after it is swallowed."""
        if self._peek() != ";":
            return False
        if not self.in_group:
            raise ListError("stray-semicolon")
        self.in_group = False
        self.at += 1
        if self._peek() == "@":
            self.at += 1
            self._plain()
        self._comma()
        return True

    def _comma(self) -> None:
        """Past a comma, if one stands here."""
        self.at += self._peek() == ","

    def _group_starts(self) -> bool:
        if self._first() != ":":
            return False
        if self.in_group:
            raise ListError("nested-group")
        while self._peek() != ":":
            self.at += 1
        self.at += 1
        self.in_group = True
        return True

    def _plain(self) -> str:
        """An address outside brackets."""
        start = self.at
        self._joined()
        parts = self.tokens[start : self.at]
        if any(a.operator == "!" and b.operator == "@" for a, b in itertools.pairwise(parts)):
            raise ListError("mutant-form")
        return _text(parts)

    def _joined(self) -> None:
        """Past words with joiners between them; two words in a row are two addresses (12.1)."""
        before_word = False
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.word and before_word:
                return
            if not token.word and token.text not in JOINERS:
                return
            before_word = token.word
            self.at += 1

    def _bracketed(self) -> str:
        """Phrase and `<address>`: the innermost pair counts (12.2)."""
        while self._peek() != "<":
            self.at += 1
        depth = 0
        while self._peek() == "<":
            depth, self.at = depth + 1, self.at + 1
        start = self.at
        while self._peek() != ">":
            if self.at >= len(self.tokens):
                raise ListError("unterminated-route")
            self.at += 1
        inside = self.tokens[start : self.at]
        self._close(depth)
        return _route(inside)

    def _close(self, depth: int) -> None:
        for _ in range(depth):
            if self._peek() != ">":
                raise ListError("unterminated-route")
            self.at += 1


def _route(inside: list[Token]) -> str:
    """What stands in brackets: one address, also one with a route."""
    if not inside:
        raise ListError("null-route")
    if inside[0].text == "@" and not inside[0].word:
        return "".join(one.text for one in inside)
    reader = _List(inside)
    reader._joined()
    if reader.at < len(inside):
        raise ListError("syntax-error")
    return _text(inside)


def _text(parts: list[Token]) -> str:
    """The address; operators but dots need something on both sides."""
    if not parts or not any(one.word for one in parts):
        raise ListError("unknown-form")
    for at, one in enumerate(parts):
        before = parts[at - 1] if at else None
        after = parts[at + 1] if at + 1 < len(parts) else None
        if not one.word and one.text in "@!%" and not (_operand(before) and _operand(after)):
            raise ListError("unknown-form")
    return "".join(one.text for one in parts)


def _operand(part: Token | None) -> bool:
    return part is not None and (part.word or part.text == ".")
