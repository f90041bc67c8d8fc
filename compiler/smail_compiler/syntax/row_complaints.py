"""The findings about the form of config variables and of rows of two words, in the user's words."""

from __future__ import annotations

import msgspec

from smail_compiler.syntax import kinds
from smail_compiler.syntax.building import Place
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.entry_excerpts import between, excerpt, word_at
from smail_compiler.text.diagnostic import Diagnostic, Label


def expected_equals(entry: Entry, name: Place, at: int, *, early: bool) -> Diagnostic:
    """`name something` in the config file; `early` places it at the name."""
    word, shown = word_at(entry, at), excerpt(entry, *name)
    return Diagnostic(
        kinds.EXPECTED_EQUALS,
        f"expected `=` after `{shown}`, found `{word.text}`",
        entry.span(*name) if early else word,
        labels=(Label(word, "found instead"),) if early else (),
        help=f"write `{shown} = value`, with the value in quotes if it holds blanks",
        category="expected-equals",
    )


def nameless(entry: Entry, category: str) -> Diagnostic:
    """`= value`, a sign alone, or something that begins no name in the config file."""
    return Diagnostic(
        kinds.NULL_ATTRIBUTE_NAME,
        f"expected a variable name, found `{excerpt(entry, 0, 1)}`",
        entry.span(0, 1),
        help="each entry is `name = value`, `name`, `+name` or `-name`",
        category=category,
    )


def trailing_text(entry: Entry, name: Place, end: int, at: int, *, early: bool) -> Diagnostic:
    """Something after the value of a config variable, which ends at `end`; `early` places it there."""
    word = word_at(entry, at)
    here = entry.span(max(name[0], end - 1), end) if early else between(entry, (name[0], end), at)
    return Diagnostic(
        kinds.TRAILING_TEXT,
        f"expected nothing after the value of `{excerpt(entry, *name)}`, found `{word.text}`",
        here,
        labels=(Label(word, "found here"),) if here != word else (),
        help="put the whole value in double quotes if this belongs to it, else remove it",
        category="trailing-text",
    )


def indented_variable(entry: Entry, name: Place, at: int) -> Diagnostic:
    """An indented `name = value` after a config variable."""
    word = word_at(entry, at)
    return Diagnostic(
        kinds.INDENTED_ENTRY,
        f"`{word.text}` is indented, so it continues the entry of `{excerpt(entry, *name)}` instead of beginning one",
        word,
        help="start the line in column 1",
        category="trailing-text",
    )


def short_row(entry: Entry, end: int) -> Diagnostic:
    """A table row of one word."""
    return Diagnostic(
        kinds.SHORT_ENTRY,
        f"expected two words, found only `{excerpt(entry, 0, end)}`",
        entry.span(0, end),
        help="write the second word on the same line, or on an indented line below",
        category="short-entry",
    )


def long_row(entry: Entry, at: int) -> Diagnostic:
    """A table row of more than two words."""
    word = word_at(entry, at)
    return Diagnostic(
        kinds.TRAILING_TEXT,
        f"expected the row to end after two words, found `{word.text}`",
        word,
        help="a row is exactly two words; an indented line continues the row above it",
        category="trailing-text",
    )


def left_out(found: Diagnostic) -> Diagnostic:
    """What is wrong with the form of a qualify row: the row does not count, and the others do."""
    if found.category not in ("short-entry", "trailing-text"):
        return found
    notes = (*found.notes, "the row is left out, and the names that it is about are not completed by it")
    return msgspec.structs.replace(found, kind=kinds.QUALIFY_ROW, notes=notes)
