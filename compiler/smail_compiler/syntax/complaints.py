"""The findings about the form of entries, in the user's words."""

from __future__ import annotations

from smail_compiler.syntax import kinds
from smail_compiler.syntax.building import Place
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.entry_excerpts import between, excerpt, word_at
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Label
from smail_compiler.text.source import Span


def null_entry_name(entry: Entry, colon: int) -> Diagnostic:
    """`: attributes`."""
    return Diagnostic(
        kinds.NULL_ENTRY_NAME,
        "an entry name is missing before this `:`",
        entry.span(colon, colon + 1),
        help="write `name:` in column 1",
        category="null-entry-name",
    )


def missing_colon(entry: Entry, end: int) -> Diagnostic:
    """`name attributes`."""
    name = excerpt(entry, 0, end)
    return Diagnostic(
        kinds.MISSING_COLON,
        f"expected `:` after the entry name `{name}`",
        entry.span(0, end),
        help=f"write `{name}:`; a line that should continue the entry above must be indented",
        category="missing-colon",
        fix=Fix("insert `:`", "show", (Edit(entry.span(end, end), ":"),)),
    )


def column_one(entry: Entry, end: int) -> Diagnostic:
    """An attribute in column 1, where an entry name is expected."""
    return Diagnostic(
        kinds.COLUMN_ONE,
        f"`{excerpt(entry, 0, end)}` starts in column 1, so it begins a new entry "
        "instead of continuing the one above",
        word_at(entry, 0),
        help="indent the line; only entry names may start in column 1",
        category="missing-colon",
        fix=Fix("indent the line", "unsafe", (Edit(entry.span(0, 0), "    "),)),
    )


def cut_string(entry: Entry, opened: Span) -> Diagnostic:
    """A quoted string whose next line starts in column 1, as the new entry `entry`."""
    at = word_at(entry, 0)
    return Diagnostic(
        kinds.COLUMN_ONE,
        "this line starts in column 1, which cuts the quoted value begun above it",
        at,
        labels=(Label(opened, "the quote opens here"),),
        help="indent the line; inside quotes, too, column 1 begins a new entry",
        category="unexpected-end",
        fix=Fix("indent the line", "unsafe", (Edit(Span(at.source, at.start, at.start), " "),)),
    )


def indented_entry(entry: Entry, at: int, end: int, category: str) -> Diagnostic:
    """`name:` on an indented line."""
    return Diagnostic(
        kinds.INDENTED_ENTRY,
        f"`{excerpt(entry, at, end)}` is indented, so it continues the entry above instead of beginning one",
        entry.span(at, end),
        help="start the line in column 1",
        category=category,
    )


def joined_line(entry: Entry, joint: int, at: int, category: str) -> Diagnostic:
    """Text that continues the entry only because a backslash joins lines further up."""
    backslash, word = entry.source.span(joint), word_at(entry, at)
    return Diagnostic(
        kinds.INDENTED_ENTRY,
        f"this backslash joins the next line to its own, so `{word.text}` continues the entry above",
        backslash,
        labels=(Label(word, "this makes no sense there"),),
        help="remove the backslash; it joins lines in comments, too",
        category=category,
    )


def empty_item(entry: Entry, at: int) -> Diagnostic:
    """`,,` and its kin."""
    return Diagnostic(
        kinds.NULL_ATTRIBUTE_NAME,
        f"an attribute is missing before this `{entry.text[at]}`",
        entry.span(at, at + 1),
        help="remove one of the separators",
        category="null-attribute-name",
    )


def null_attribute_name(entry: Entry, at: int) -> Diagnostic:
    """Something that cannot begin an attribute."""
    return Diagnostic(
        kinds.NULL_ATTRIBUTE_NAME,
        f"expected an attribute name, found `{excerpt(entry, at, at + 1)}`",
        entry.span(at, at + 1),
        help="a name is letters, digits, `_` and `-`, with at most one `+` or `-` directly before it",
        category="null-attribute-name",
    )


def missing_comma(entry: Entry, before: Place, at: int, *, value: bool) -> Diagnostic:
    """Two attributes without a separator."""
    second, first = word_at(entry, at), excerpt(entry, *before)
    here = between(entry, before, at)
    headless = second.text == "driver" and entry.lines_between(before[1], at) > 1
    other = entry.span(*before) if here == second else second
    return Diagnostic(
        kinds.MISSING_COMMA,
        f"expected `,` or `;` between `{first}` and `{second.text}`",
        here,
        labels=(Label(other, "these two attributes touch" if here == second else "the next attribute"),),
        help="if a new entry should begin here, its `name:` is missing" if headless else f"write `{first},`",
        category="bad-separator" if value else "no-value",
        fix=None if headless else Fix("insert `,`", "safe", (Edit(entry.span(before[1], before[1]), ","),)),
    )


def stray_text(entry: Entry, before: Place, at: int, *, value: bool) -> Diagnostic:
    """Something after an attribute that is neither a separator nor another attribute."""
    word, shown, here = word_at(entry, at), excerpt(entry, *before), between(entry, before, at)
    return Diagnostic(
        kinds.ILLEGAL_CHARACTER if value else kinds.MISSING_COMMA,
        f"expected {'' if value else '`=`, '}`,` or `;` after `{shown}`, found `{word.text}`",
        here,
        labels=(Label(word, "found instead"),) if here != word else (),
        help='if this belongs to the value, put all of it in quotes: blanks and `( ) , ; = " #` end it'
        if value
        else "write `name=value`, or part the attributes by `,`",
        category="bad-separator" if value else "no-value",
    )


def lost_value(entry: Entry, name: Place, equals: int, start: int) -> Diagnostic:
    """`name =` with nothing on its line, followed by another `name =`."""
    found = word_at(entry, start)
    return Diagnostic(
        kinds.ILLEGAL_CHARACTER,
        f"expected a value for `{excerpt(entry, *name)}` after `=`, found the attribute `{found.text}`",
        entry.span(equals, equals + 1),
        labels=(Label(found, "taken for the value"),),
        help="write the value; a `#` outside quotes begins a comment, even directly after `=`",
        category="bad-separator",
    )


def unexpected_end(entry: Entry, name: Place, at: int) -> Diagnostic:
    """A backslash with nothing after it."""
    return Diagnostic(
        kinds.UNEXPECTED_END,
        f"the entry ends inside the value of `{excerpt(entry, *name)}`, after a backslash",
        entry.span(at, at + 1),
        help="remove the backslash, or write the character it should protect",
        category="unexpected-end",
    )


def unterminated(
    entry: Entry, name: Place, start: int, close: int, end: int | None, category: str = "bad-separator"
) -> Diagnostic:
    """A lost closing quote: placed where it most likely belongs, with the opening and the wrong end labelled.

    `category` is that of what stands behind the wrong end, if there is one.
    """
    opening = entry.span(start, start + 1)
    here = entry.span(max(close - 1, start), max(close, start + 1))
    labels = [Label(here, "the closing quote probably belongs behind this")]
    if here.line != opening.line:
        labels = [Label(opening, "the quote opens here")]
    if end is not None:
        labels.append(Label(entry.span(end - 1, end), "read as the closing quote, but what follows makes no sense"))
    return Diagnostic(
        kinds.UNTERMINATED_STRING,
        f'the quoted value of `{excerpt(entry, *name)}` has no closing `"`',
        opening if here.line == opening.line else here,
        labels=tuple(labels),
        help='close the value with `"`',
        category="unexpected-end" if end is None else category,
        fix=Fix('insert `"`', "show", (Edit(entry.span(max(close, start + 1), max(close, start + 1)), '"'),)),
    )


def nul_character(entry: Entry, at: int) -> Diagnostic:
    """A raw NUL byte."""
    return Diagnostic(
        kinds.NUL_CHARACTER,
        "this NUL byte ends the entry; the text after it is not read",
        entry.span(at, at + 1),
        help="remove the byte; configuration files are plain text",
        category="unexpected-end",
    )
