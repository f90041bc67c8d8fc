"""A file of each kind in its layout."""

from __future__ import annotations

import functools
from collections.abc import Callable

from smail_compiler.syntax.entries import Entry, split_entries
from smail_compiler.text.source import SourceFile
from smail_lint.fix.layout import columns, lists
from smail_lint.fix.layout.page import Page
from smail_lint.fix.layout.settings import lay_setting
from smail_lint.fix.layout.tables import INDENT, lay_entry
from smail_lint.fix.layout.trivia import copy_loose, delicate, entries

Lay = Callable[[Entry, Page], int]

TABLES = ("directors", "routers", "transports")
ROWS = ("retry", "qualify", "methods")
KINDS = ("config", *TABLES, *ROWS, "aliases", "list")


def laid_out(source: SourceFile, kind: str, *, extended: bool) -> bytes:
    """The bytes of a file, which must be free of errors, in the layout of its kind, one of KINDS.

    `extended` tells whether the site is written in the extended dialect.
    """
    page = Page()
    if kind == "list":
        lists.lay_list(source, page)
    else:
        _entries(source, page, _lay(source, kind, extended=extended), INDENT if kind in TABLES else 0)
    return page.text().encode("latin-1")


def _lay(source: SourceFile, kind: str, *, extended: bool) -> Lay:
    """How an entry of a kind of file is written."""
    if kind == "config":
        return functools.partial(lay_setting, extended=extended)
    if kind in TABLES:
        return lay_entry
    if kind in ROWS:
        keys = (columns.row_key(entry) for entry in split_entries(source))
        column = columns.second_column(keys, columns.LEAST, columns.MOST)
        return functools.partial(columns.lay_row, column=column)
    keys = (lists.alias_key(entry) for entry in split_entries(source))
    column = columns.second_column(keys, lists.LEAST, lists.MOST)
    return functools.partial(lists.lay_alias, column=column)


def _entries(source: SourceFile, page: Page, lay: Lay, indent: int) -> None:
    """All entries, and what stands between and around them."""
    line_ends = 1
    for gap, entry in entries(source):
        line_ends = copy_loose(page, gap, indent=indent if gap.start else 0, line_ends=line_ends)
        if not entry.text:
            return
        page.space(line_ends)
        if delicate(entry):
            page.copy(source.latin1[entry.start : entry.end])
            line_ends = 0
        else:
            line_ends = lay(entry, page)
