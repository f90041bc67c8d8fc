"""Entries of the config file: `name = value` on a line, comments where they stood."""

from __future__ import annotations

from smail_compiler.syntax.entries import Entry
from smail_lint.fix.layout.fold import folded
from smail_lint.fix.layout.page import Page
from smail_lint.fix.layout.tables import attribute
from smail_lint.fix.layout.trivia import copy_comments

INDENT = 8


def lay_setting(entry: Entry, page: Page) -> int:
    """Write a setting with all comments in its text; gives the line ends behind the last of them."""
    one = attribute(entry, 0, " = ")
    page.line(folded(one.text, one.value, column=0, indent=INDENT))
    return copy_comments(page, entry, one.end, len(entry.text), indent=0)
