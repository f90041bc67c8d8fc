"""Tokens of alias values, forward files and list files (reference semantics, section 12.1)."""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """A token: `kind` is `text` for words, quoted strings and domain literals, else the separator itself."""

    kind: str
    text: bytes
    start: int
    end: int


class Trouble(NamedTuple):
    """Something that is not finished or not understood: category of section 23, and byte offset."""

    category: str
    offset: int


_SEPARATORS = rb' \t\n:;<>\[\]",.!%@#'
_WORD = rb"(?>(?>[^" + _SEPARATORS + rb"\\]+|\\.)+)"
_TOKEN = re.compile(
    rb"(?P<skip>[ \t\n]++|#[^\n]*+)"
    rb"|(?P<comment>\()"
    rb"|(?P<include>(?i::include:)(?P<gap>[ \t\n]*+)" + _WORD + rb")"
    rb"|(?P<text>" + _WORD + rb'|"(?>(?>[^"\\]+|\\.)*)"|\[(?>(?>[^\]\\]+|\\.)*)\])'
    rb"|(?P<mark>[:;<>,.!%@\]])",
    re.DOTALL,
)
_COMMENT_PIECE = re.compile(rb"[()]|\\.|[^()\\]++", re.DOTALL)
_UNFINISHED = {
    ord('"'): "unterminated-quote",
    ord("["): "unterminated-domain-literal",
    ord("\\"): "dangling-backslash",
}


def tokenize(data: bytes) -> tuple[list[Token], Trouble | None]:
    """The tokens up to the end or up to the first trouble."""
    tokens: list[Token] = []
    at, end = 0, len(data)
    while at < end:
        found = _TOKEN.match(data, at)
        if found is None:
            return tokens, Trouble(_UNFINISHED[data[at]], at)
        if found.lastgroup == "comment":
            after = _after_comment(data, at)
            if after is None:
                return tokens, Trouble("unterminated-comment", at)
            at = after
            continue
        if found.lastgroup != "skip":
            tokens.append(_token(found))
        at = found.end()
    return tokens, None


def _token(found: re.Match[bytes]) -> Token:
    start, end = found.span()
    if found.lastgroup == "mark":
        return Token(found[0].decode("ascii"), found[0], start, end)
    if found.lastgroup == "include":
        return Token("text", found[0].replace(found["gap"], b"", 1) if found["gap"] else found[0], start, end)
    return Token("text", found[0], start, end)


def _after_comment(data: bytes, at: int) -> int | None:
    """The offset behind the comment that opens at `at`; comments nest, a backslash protects. None if unfinished."""
    depth = 0
    while (piece := _COMMENT_PIECE.match(data, at)) is not None:
        at = piece.end()
        depth += {b"(": 1, b")": -1}.get(piece[0], 0)
        if depth == 0:
            return at
    return None
