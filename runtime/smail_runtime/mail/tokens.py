"""Tokens of an address (reference semantics, section 10.1) and what quoting means in one."""

from __future__ import annotations

import re

OPERATORS = frozenset("@!%:,<>")

_UNIT = r'"(?>(?:[^"\\]|\\.)*)"|\[(?>(?:[^\]\\]|\\.)*)\]'
_TOKEN = re.compile(
    rf"[@!%:,<>]|(?>(?:{_UNIT}|(?![\"\[])))(?>(?>[^@!%:,<>\\.]+|\\.|\.(?>{_UNIT}|(?![\"\[])))*)",
    re.DOTALL,
)


def tokenize(text: str) -> tuple[str, ...] | None:
    """The tokens of `text`: operators, and what stands between them. None when a quote or bracket is not closed.

    Quotes and brackets are units only at the start of a token or after a dot; elsewhere they are plain characters.
    """
    tokens, stop = scan(text)
    return tokens if stop is None else None


def scan(text: str) -> tuple[tuple[str, ...], int | None]:
    """The tokens of `text` up to where no more can be made, and that offset; None when all of it is tokens."""
    tokens: list[str] = []
    at, end = 0, len(text)
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.end() == at:
            return tuple(tokens), at
        tokens.append(found[0])
        at = found.end()
        if found[0] not in OPERATORS and at < end and text[at] not in OPERATORS:
            return tuple(tokens), at
    return tuple(tokens), None


def opened_at(text: str, stop: int) -> int:
    """The quote or bracket that is not closed where `scan` stopped: it may follow a dot."""
    return stop + 1 if text[stop : stop + 1] == "." else stop


def unquote(text: str) -> str:
    """The text without quotes and backslashes; an escaped character stays."""
    if '"' not in text and "\\" not in text:
        return text
    return _QUOTING.sub(lambda found: found[1] or "", text)


_QUOTING = re.compile(r'"|\\(.?)', re.DOTALL)
