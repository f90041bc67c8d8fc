"""Entries of the config file: `name = value` on a line, comments where they stood."""

from __future__ import annotations

from smail_compiler.syntax.config_entry import operation_of
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.scanning import bare_end, skip, string_end
from smail_lint.fix.layout.fold import folded
from smail_lint.fix.layout.page import Page
from smail_lint.fix.layout.tables import Written, attribute
from smail_lint.fix.layout.trivia import copy_comments, raw

INDENT = 8


def lay_setting(entry: Entry, page: Page, *, extended: bool) -> int:
    """Write a setting with all comments in its text; gives the line ends behind the last of them.

    `extended` tells whether the dialect has `+=` and `=+`.
    """
    one = (_addition(entry) if extended else None) or attribute(entry, 0, " = ")
    page.line(folded(one.text, one.value, column=0, indent=INDENT))
    return copy_comments(page, entry, one.end, len(entry.text), indent=0)


def _addition(entry: Entry) -> Written | None:
    """`name += value` or `name =+ value`."""
    operation = operation_of(entry, extended=True)
    if operation is None:
        return None
    start = skip(entry.text, operation.end("operator"))
    closing = string_end(entry.text, start) if entry.text.startswith('"', start) else bare_end(entry.text, start)
    end = closing or len(entry.text)
    name = f"{raw(entry, *operation.span('name'))} {operation['operator']} "
    if end == start:
        return Written(name.rstrip(), len(name) - 1, operation.end("operator"))
    if "#" in entry.text[operation.end("operator") : start]:
        return Written(raw(entry, 0, end), 0, end)
    return Written(name + raw(entry, start, end), len(name), end)
