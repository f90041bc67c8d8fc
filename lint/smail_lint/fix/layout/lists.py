"""Lists of targets, as in alias files: one column, the lines as they were, but none too long.

Lists with comments in parentheses, names of groups or addresses in brackets are copied whole.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec

from smail_compiler.syntax.alias_entry import read_alias, read_targets
from smail_compiler.syntax.entries import WHITE, Entry
from smail_compiler.syntax.nodes import TargetNode
from smail_compiler.syntax.scanning import skip
from smail_compiler.text.source import SourceFile
from smail_lint.fix.layout.columns import padded
from smail_lint.fix.layout.page import Comment, Page
from smail_lint.fix.layout.trivia import closed, comments, copy_comments, raw

LEAST, MOST = 16, 32
_KEY = re.compile(rf"[^:{WHITE}]*+")
_BLANK = r"(?>(?:[ \t\n]|#[^\n]*+)*)"
_TRIVIA = re.compile(_BLANK)
_GAP = re.compile(rf"{_BLANK}(,?){_BLANK}")


class Item(msgspec.Struct, frozen=True):
    """A target with its comma, the comments behind it, and the line ends behind those."""

    text: str
    comments: tuple[Comment, ...]
    line_ends: int

    @property
    def ends_line(self) -> bool:
        """Whether the next target stood on another line."""
        return self.line_ends > 0 or bool(self.comments)


def alias_key(entry: Entry) -> str:
    """The key of an alias, with a colon."""
    return f"{raw(entry, 0, _key_end(entry))}:"


def lay_alias(entry: Entry, page: Page, column: int) -> int:
    """Write an alias with all comments in its text; gives the line ends behind the last of them."""
    (node,), _ = read_alias(entry)
    key = _key_end(entry)
    colon = skip(entry.text, key)
    body = colon + entry.text.startswith(":", colon)
    start = skip(entry.text, body)
    name = raw(entry, 0, key) + entry.text[colon:body]
    if node.value_at is None:
        page.line(raw(entry, 0, body) if "#" in entry.text[key:colon] and body > colon else closed(name))
        return copy_comments(page, entry, body if body > colon else key, len(entry.text), indent=column)
    end = _end_of_value(entry, node.value_at.end)
    items = _items(entry, node.targets, start, end)
    if "#" in entry.text[key:start]:
        page.line(raw(entry, 0, end))
    elif items is None:
        page.line(padded(name, column) + raw(entry, start, end))
    else:
        page.line(padded(name, column) + items[0].text)
        _write(page, items, column)
    return copy_comments(page, entry, end, len(entry.text), indent=column)


def lay_list(source: SourceFile, page: Page) -> None:
    """Write a file that is one list."""
    text = source.latin1
    whole = Entry(source, text, 0, len(text), ((0, 0),))
    targets, _ = read_targets(whole, 0, len(text), source.data, wrapped=True)
    start = targets[0].at.start if targets else len(text)
    items = _items(whole, targets, start, len(text))
    if items is None or not _TRIVIA.fullmatch(text, 0, start):
        page.copy(text)
        return
    line_ends = copy_comments(page, whole, 0, start, indent=0, line_ends=1)
    page.space(line_ends)
    page.line(items[0].text)
    _write(page, items, 0)


def _items(entry: Entry, targets: Sequence[TargetNode], start: int, end: int) -> list[Item] | None:
    """The targets of `entry.text[start:end]`; None when more than commas, blanks and comments lies between."""
    shift = entry.offset(start) - start
    if not targets or targets[0].at.start - shift != start or len(raw(entry, start, end)) != end - start:
        return None
    items: list[Item] = []
    for one, after in itertools.zip_longest(targets, targets[1:]):
        at, stop = one.at.end - shift, after.at.start - shift if after else end
        gap = _GAP.fullmatch(entry.text, at, stop)
        if gap is None:
            return None
        before, ends = comments(entry, at, gap.start(1))
        behind, line_ends = comments(entry, gap.end(1), stop)
        text = one.at.source.latin1[one.at.start : one.at.end] + gap[1]
        items.append(Item(text, (*before, *behind), line_ends or ends))
    return items


def _write(page: Page, items: Sequence[Item], column: int) -> None:
    """All items but the first, which stands in the last line already, and the comments of all."""
    for one, after in itertools.zip_longest(items, items[1:]):
        for comment in one.comments:
            page.comment(comment, column)
        if after is None:
            continue
        if one.ends_line or not page.fits(after.text):
            page.space(one.line_ends)
            page.line(" " * column + after.text)
        else:
            page.join(after.text)


def _key_end(entry: Entry) -> int:
    found = _KEY.match(entry.text)
    return found.end() if found else 0


def _end_of_value(entry: Entry, offset: int) -> int:
    """The position in the text whose place in the file is just behind `offset - 1`."""
    if len(entry.pieces) == 1:
        return offset - entry.start
    return next(at for at in range(len(entry.text), 0, -1) if entry.after(at) == offset)
