"""What is needed to go on after a mistake: likely ends of lost quotes, and places to start reading again.

All positions are positions in an entry's text. The terminals are those of the grammar.
"""

from __future__ import annotations

import re

from smail_compiler.syntax.entries import WHITE
from smail_compiler.syntax.grammar import terminal

_SKIP = re.compile(rf"(?>(?:[{WHITE}]++|#[^\n]*+)*)")
_ATTRIBUTE = re.compile(rf"[+-]?[A-Za-z0-9_][A-Za-z0-9_-]*+[{WHITE}]*+(?:[,;=]|\Z)")
_ASSIGNMENT = re.compile(r"[ \t]*[+-]?[A-Za-z0-9_][A-Za-z0-9_-]*+[ \t]*+=")
_FLAGS = re.compile(r"[ \t]*+(?>(?:[+-]?[A-Za-z0-9_][A-Za-z0-9_-]*+[ \t]*+(?:[,;]|(?=[\n#]|\Z))[ \t]*+)+)(?:#|\n|\Z)")
_ENTRY_HEAD = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*+[ \t]*+:(?=[ \t\n#]|\Z)")
_NEXT_ASSIGNMENT = re.compile(r"[,;][ \t]*[+-]?[A-Za-z0-9_][A-Za-z0-9_-]*[ \t]*=[ \t]*\Z")
_FAR = 2_000  # characters of a line that are looked at at a time
_COMMENT_TAIL = re.compile(r"[ \t]#[^\n]*\Z")


def skip(text: str, at: int) -> int:
    """Past white space and comments."""
    found = _SKIP.match(text, at)
    return found.end() if found else at


def name_at(text: str, at: int) -> int | None:
    """The end of the attribute name at a position, None when there is none."""
    found = terminal("NAME", "entry").match(text, at)
    return found.end() if found else None


def bare_end(text: str, at: int) -> int:
    """The end of the value without quotes at a position; the position itself when it is empty."""
    found = terminal("BARE", "entry").match(text, at)
    return found.end() if found else at


def ends_in_backslash(text: str, start: int, end: int) -> bool:
    """Whether the value without quotes from `start` to `end` is cut by a backslash that ends the entry."""
    return text.startswith("\\", end) and end + 1 == len(text) and not text.startswith('"', start)


def string_end(text: str, at: int) -> int | None:
    """The end of the quoted string that opens at a position, None when it never closes."""
    found = terminal("QUOTED", "entry").match(text, at)
    return found.end() if found else None


def starts_attribute(text: str, at: int) -> bool:
    """Whether an attribute followed by `=`, a separator or the end stands there."""
    return _ATTRIBUTE.match(text, at) is not None


def starts_assignment(text: str, at: int) -> bool:
    """Whether `name =` stands there."""
    return _ASSIGNMENT.match(text, at) is not None


def entry_head_end(text: str, at: int) -> int | None:
    """The end of `name:` at a position, None when something else stands there."""
    found = _ENTRY_HEAD.match(text, at)
    return found.end() if found else None


def lost_quote(text: str, start: int, end: int) -> int | None:
    """Where a string opened before `start` was probably meant to close, if that is at the end of an earlier line.

    It is the first line end after which a new attribute, an empty line or a comment in column 1 follows.
    """
    at = text.find("\n", start, end)
    while at >= 0:
        if _line_breaks_string(text, start, at):
            return _trim(text, start, at)
        at = text.find("\n", at + 1, end)
    return None


def lost_quote_in_line(text: str, start: int, end: int) -> int | None:
    """The same within one line: a string that swallowed `, name=` and closed on the next value's opening quote."""
    found = _NEXT_ASSIGNMENT.search(text, max(start, text.rfind("\n", start, end) + 1), end)
    return found.start() if found else None


def last_text(text: str, start: int) -> int:
    """The end of the last line with text, for a string that runs to the end of its entry."""
    return _trim(text, start, len(text.rstrip()))


def resume(text: str, at: int) -> int:
    """Where to read on after something that was not understood.

    The next `,` or `;` outside quotes, or the next line that assigns. Quotes count only in pairs on one line; of an
    odd number the first is taken for the stray one. Of a line that is very long a piece is looked at.
    """
    while at < len(text):
        line_end = text.find("\n", at, at + _FAR)
        piece_end = line_end if line_end >= 0 else min(at + _FAR, len(text))
        stop = _separator(text, at, piece_end)
        if stop is not None:
            return stop
        at = piece_end + (line_end >= 0)
        if line_end >= 0 and starts_assignment(text, at):
            return at
    return len(text)


def _separator(text: str, at: int, end: int) -> int | None:
    """The first separator outside quotes and comments between two positions of one line."""
    if text.count('"', at, end) % 2:
        at = text.index('"', at, end) + 1
    while at < end and text[at] not in ",;#":
        if text[at] == '"':
            at = text.index('"', at + 1, end)
        at += 2 if text[at] == "\\" and text[at + 1 : at + 2] != '"' else 1
    return at if at < end and text[at] != "#" else None


def _line_breaks_string(text: str, start: int, newline: int) -> bool:
    """Whether what follows a newline inside a string is unlikely to belong to the string."""
    if text[newline + 1 : newline + 2] in ("\n", "#") or starts_assignment(text, newline + 1):
        return True
    before = _COMMENT_TAIL.sub("", text[text.rfind("\n", 0, newline) + 1 : newline]).rstrip()
    return before.endswith((",", ";")) and _FLAGS.match(text, newline + 1) is not None


def _trim(text: str, start: int, end: int) -> int:
    """Back over blanks, a comment and a separator at the end of a line."""
    line = max(start, text.rfind("\n", start, end) + 1)
    kept = _COMMENT_TAIL.sub("", text[line:end]).rstrip()
    if kept.endswith((",", ";")):
        kept = kept[:-1].rstrip()
    return line + len(kept)
