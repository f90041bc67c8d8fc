"""Entries of directors, routers and transports: the name on a line, below it the generic part, then the driver's.

Attributes fill the lines in their order. Commas at the end and semicolons that change nothing are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.grammar import terminal
from smail_compiler.syntax.scanning import bare_end, name_at, skip, string_end
from smail_lint.fix.layout.fold import folded
from smail_lint.fix.layout.page import Comment, Page
from smail_lint.fix.layout.trivia import comments, raw

INDENT = 8
_DEEPER = 4


class Written(msgspec.Struct, frozen=True):
    """An attribute as it is written anew, `value` where its value begins in that, and the end of the old one."""

    text: str
    value: int
    end: int


class Follows(msgspec.Struct, frozen=True):
    """What stands behind an attribute: separators, comments, where the next attribute begins, line ends before it."""

    separators: str
    comments: tuple[Comment, ...]
    at: int
    line_ends: int


def lay_entry(entry: Entry, page: Page) -> int:
    """Write an entry with all comments in its text; gives the line ends behind the last of them."""
    above = _follows(entry, _head(entry, page))
    _copy(page, above)
    private = ";" in above.separators
    if private:
        page.line(" " * INDENT + ";")
    fresh = True
    for one, behind in _attributes(entry, above.at):
        last = behind.at == len(entry.text)
        ends = not last and not private and ";" in behind.separators
        _write(page, one, "" if last else ";" if ends else ",", fresh=fresh)
        _copy(page, behind)
        fresh, private, above = ends, private or ends, behind
    return above.line_ends


def attribute(entry: Entry, at: int, equals: str) -> Written:
    """The attribute at a position; with a comment in it it is copied whole."""
    text = entry.text
    name_end = name_at(text, at) or at
    sign = skip(text, name_end)
    if not text.startswith("=", sign):
        return Written(raw(entry, at, name_end), name_end - at, name_end)
    start = skip(text, sign + 1)
    end = (string_end(text, start) or len(text)) if text.startswith('"', start) else bare_end(text, start)
    if end == start:
        start = end = sign + 1
    if "#" in text[name_end:start]:
        return Written(raw(entry, at, end), 0, end)
    name = raw(entry, at, name_end) + (equals if end > start else equals.rstrip())
    return Written(name + raw(entry, start, end), len(name), end)


def _head(entry: Entry, page: Page) -> int:
    """Write the name; gives where the text behind its colon begins."""
    found = terminal("ENTRY_NAME", "entry").match(entry.text)
    end = found.end() if found else 0
    colon = skip(entry.text, end)
    inside = "#" in entry.text[end:colon]
    page.line(raw(entry, 0, colon + 1) if inside else f"{raw(entry, 0, end)}:")
    return colon + 1


def _attributes(entry: Entry, at: int) -> Iterator[tuple[Written, Follows]]:
    while at < len(entry.text):
        one = attribute(entry, at, "=")
        follows = _follows(entry, one.end)
        yield one, follows
        at = follows.at


def _follows(entry: Entry, at: int) -> Follows:
    """Everything up to the next attribute."""
    separators, found, line_ends = "", [], 0
    while True:
        end = skip(entry.text, at)
        more, line_ends = comments(entry, at, end, line_ends)
        found += more
        if entry.text[end : end + 1] not in (",", ";"):
            return Follows(separators, tuple(found), end, line_ends)
        separators += entry.text[end]
        at, line_ends = end + 1, 0


def _write(page: Page, one: Written, separator: str, *, fresh: bool) -> None:
    """An attribute on the line above, if there is room and neither a new part nor the name, else on its own."""
    text = one.text + separator
    if not fresh and page.fits(text):
        page.join(text)
        return
    lines = folded(one.text, one.value, column=INDENT, indent=INDENT + _DEEPER, tail=len(separator))
    page.line(" " * INDENT + lines + separator)


def _copy(page: Page, follows: Follows) -> None:
    for one in follows.comments:
        page.comment(one, INDENT)
