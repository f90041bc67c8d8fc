"""The tokens of alias values, forward files and lists (section 12.1)."""

from __future__ import annotations

import re

import msgspec

SEPARATORS = frozenset(' \t\n:;<>[]",.!%@#')
INCLUDE = re.compile(r":include:[ \t\n]*(?=[^ \t\n:;<>\[\]\",.!%@#])", re.IGNORECASE)


class ListError(Exception):
    """The text cannot be read; the argument is the category of section 23."""


class Token(msgspec.Struct, frozen=True):
    """`word` (an operand of any sort) or an operator; `line` counts from 0."""

    text: str
    word: bool
    line: int

    @property
    def operator(self) -> str:
        """The operator, empty for a word."""
        return "" if self.word else self.text


def tokens(text: str) -> list[Token]:
    """All tokens; blanks and comments are gone (12.1)."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at] in " \t\n":
            at += 1
        elif text[at] == "#":
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
        elif text[at] == "(":
            at = _comment_end(text, at)
        else:
            token, at = _token(text, at)
            found.append(token)
    return found


def _comment_end(text: str, at: int) -> int:
    """Comments nest, a backslash escapes (12.1)."""
    depth = 0
    while at < len(text):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 2 if text[at] == "\\" else 1
        if depth == 0:
            return at
    raise ListError("unterminated-comment")


def _token(text: str, at: int) -> tuple[Token, int]:
    line = text.count("\n", 0, at)
    include = INCLUDE.match(text, at)
    if include is not None:
        end = _word_end(text, include.end())
        return Token(":include:" + text[include.end() : end], True, line), end
    if text[at] in '"[':
        end = _unit_end(text, at)
        return Token(text[at:end], True, line), end
    if text[at] in SEPARATORS:
        return Token(text[at], False, line), at + 1
    end = _word_end(text, at)
    return Token(text[at:end], True, line), end


def _word_end(text: str, at: int) -> int:
    """A backslash keeps the next character in the word (12.1)."""
    while at < len(text) and text[at] not in SEPARATORS:
        at += 2 if text[at] == "\\" else 1
    if at > len(text):
        raise ListError("dangling-backslash")
    return at


def _unit_end(text: str, at: int) -> int:
    closer = {'"': '"', "[": "]"}[text[at]]
    kind = "quote" if closer == '"' else "domain-literal"
    at += 1
    while at < len(text):
        if text[at] == closer:
            return at + 1
        at += 2 if text[at] == "\\" else 1
    raise ListError(f"unterminated-{kind}")
