"""The findings about alias values and lists, in the user's words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from smail_compiler.syntax import kinds
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.nodes import TargetNode
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Label
from smail_compiler.text.source import Span
from smail_runtime.mail.wording import listed

_REFUSALS = {
    "dangling-backslash": ("the text ends after a backslash", "remove the backslash"),
    "unterminated-quote": ('this quote has no closing `"`', 'close it with `"`'),
    "unterminated-comment": ("this comment has no closing `)`", "close it with `)`; comments in `( )` nest"),
    "unterminated-domain-literal": ("this `[` has no closing `]`", "close it with `]`"),
    "nested-group": (
        "a group begins inside a group",
        "a `:` makes everything before it a group name; end the first group with `;`, or quote the whole item",
    ),
    "stray-semicolon": ("this `;` ends a group that was never begun", "part addresses by `,`"),
    "unterminated-route": ("this `<` has no closing `>`", "close it with `>`"),
    "null-route": ("nothing stands between `<` and `>`", "write an address between the brackets"),
    "syntax-error": ("more than one address stands between `<` and `>`", "give each address brackets of its own"),
    "mutant-form": ("`!` and `@` follow each other", "put the whole route in `< >`"),
    "unknown-form": ("expected an address", "remove the extra operator or comma, or quote the address"),
}

_SHOWN = 5
_WORD_FORM = re.compile(r":[A-Za-z]+:")
_AFTER_QUOTE = ("", " ", "\t", "\n", ",", ";", "@", ">")


def null_key(entry: Entry) -> Diagnostic:
    """`: value`."""
    return Diagnostic(
        kinds.NULL_ENTRY_NAME,
        "an alias name is missing before this `:`",
        entry.span(0, 1),
        help="write `name: value` with the name in column 1",
        category="null-entry-name",
    )


def column_one(entry: Entry, key_end: int) -> Diagnostic:
    """A line that was to continue the alias above."""
    key = entry.span(0, key_end)
    return Diagnostic(
        kinds.COLUMN_ONE,
        f"`{key.text}` starts in column 1, so it begins a new alias instead of continuing the one above",
        key,
        help="indent the line; only alias names may start in column 1",
        category="unknown-form",
        fix=Fix("indent the line", "unsafe", (Edit(entry.span(0, 0), "    "),)),
    )


def open_pattern(entry: Entry, key_end: int) -> Diagnostic:
    """A key that begins with a quote and is no pattern: the quote never closes, or text follows it at once."""
    closing = entry.text.find('"', 1, key_end)
    what = (
        'this pattern has no closing `"` on its line' if closing < 0 else 'text follows the closing `"` of a pattern'
    )
    start, end = (0, 1) if closing < 0 else (closing + 1, key_end)
    return Diagnostic(
        kinds.INVALID_PATTERN,
        f"{what}, so no name ever matches it",
        entry.span(start, end),
        help='write `"pattern": value`; a `"` cannot stand in a pattern',
        category="syntax-error",
    )


def refused(entry: Entry, category: str, start: int, at: int, end: int) -> Diagnostic:
    """What the scanner refused at a position of the value `entry.text[start:end]`."""
    message, repair = _REFUSALS.get(category, ("this is no list of addresses", "write addresses parted by `,`"))
    if category == "unterminated-quote" and (earlier := _quote_over_lines(entry.text, start, at)):
        opened, at = entry.span(earlier[0], earlier[0] + 1), earlier[1]
        here = entry.span(at, at + 1)
        labels: tuple[Label, ...] = (Label(opened, "opened here"),) if opened.line != here.line else ()
        return Diagnostic(
            kinds.INVALID_ADDRESS,
            'a quoted item has no closing `"` on its line',
            here if labels else opened,
            labels=labels,
            help=repair,
            category=category,
        )
    if category == "nested-group" and (word := _word_form(entry.text, start, at)):
        return _unknown_form(entry, *word, category)
    here = entry.span(at, at + 1) if at < end else entry.span(max(start, end - 1), end)
    if at < end:
        message += f", found `{here.text}`" if category == "unknown-form" else ""
    elif category == "unknown-form":
        message = "expected the rest of an address, found the end"
    return Diagnostic(kinds.INVALID_ADDRESS, message, here, help=repair, category=category)


def _word_form(text: str, start: int, at: int) -> tuple[int, str] | None:
    """Where an item `:word:` begins whose second colon, or whose list, stands behind `at`, and the word."""
    opened = text.rfind(":", start, at)
    found = _WORD_FORM.match(text, opened if opened >= 0 else at)
    return (found.start(), found[0]) if found and text[start : found.start()].rstrip()[-1:] in ("", ",") else None


def _unknown_form(entry: Entry, at: int, word: str, category: str) -> Diagnostic:
    """`:fail:` (U42 of the manual's open points), or `:include:` with a quote behind it."""
    include = word.lower() == ":include:"
    return Diagnostic(
        kinds.INVALID_ADDRESS,
        f"no file name follows this `{word}`" if include else f"`{word}` is no form of this mailer",
        entry.span(at, at + len(word)),
        help='write `:include:/path`; if the path holds blanks, quote the whole: `":include:/a path"`'
        if include
        else "the only such form is `:include:`; to refuse mail for a name, leave the name out",
        category=category,
    )


def touching(one: TargetNode, two: TargetNode) -> Diagnostic:
    """Two targets with only a blank between them."""
    if one.kind == "pipe":
        return Diagnostic(
            kinds.UNQUOTED_COMMAND,
            f"the command ends at the blank; `{two.text}` is taken for another address",
            two.at,
            labels=(Label(one.at, "this is the whole command"),),
            help='put the whole command in double quotes: `"|/path arguments"`',
        )
    return Diagnostic(
        kinds.MISSING_COMMA_IN_LIST,
        f"no comma between `{one.text}` and `{two.text}`, which are two addresses",
        two.at,
        labels=(Label(one.at, "the first"),),
        help="write a comma between them, or quote the text if it is one name",
        fix=Fix("insert `,`", "unsafe", (Edit(Span(one.at.source, one.at.end, one.at.end), ","),)),
    )


def half_quoted(nodes: Sequence[TargetNode]) -> list[Diagnostic]:
    """A quote behind the `|` of a command, where other mailers want it: here that is a file with a strange name."""
    pairs = [
        (one, two)
        for one, two in itertools.pairwise(nodes)
        if one.kind == "pipe" and not one.target and two.at.start == one.at.end and two.text.startswith('"')
    ]
    return [
        Diagnostic(
            kinds.UNQUOTED_COMMAND,
            "the quote must stand before the `|`: this is an empty command and another address",
            one.at.to(two.at),
            notes=(f"mail would be appended to a file `{two.target}`",) if two.kind == "file" else (),
            help=f'write `"|{two.text[1:]}`',
            fix=Fix("put the quote first", "unsafe", (Edit(one.at.to(two.at), f'"|{two.text[1:]}'),)),
        )
        for one, two in pairs
    ]


def swallowed(nodes: Sequence[TargetNode]) -> list[Diagnostic]:
    """Runs of addresses on the lines above a phrase."""
    runs = itertools.groupby(range(len(nodes)), lambda at: nodes[at].in_phrase)
    ends = [list(run) for in_phrase, run in runs if in_phrase]
    return [_swallowed(nodes[run[0] : run[-1] + 1], nodes[run[-1] + 1 : run[-1] + 2]) for run in ends]


def _swallowed(names: Sequence[TargetNode], behind: Sequence[TargetNode]) -> Diagnostic:
    """One run, and the address in brackets that ends it."""
    last = names[-1].at
    return Diagnostic(
        kinds.SWALLOWED,
        f"no comma stands behind {_listed(names)}, so Smail takes {'it' if len(names) == 1 else 'them'} "
        "for a part of the phrase below and sends nothing there",
        names[0].at.to(last),
        labels=tuple(Label(one.at, "the phrase belongs to this address") for one in behind),
        help=f"end the line with a comma: `{last.text},`",
        fix=Fix("insert `,`", "unsafe", (Edit(Span(last.source, last.end, last.end), ","),)),
    )


def _listed(names: Sequence[TargetNode]) -> str:
    """The names, or of many the first and the last."""
    shown = [f"`{one.text}`" for one in names]
    if len(shown) > _SHOWN:
        return f"{', '.join(shown[: _SHOWN - 1])} and {len(shown) - _SHOWN + 1} more up to {shown[-1]}"
    return listed(shown)


def _quote_over_lines(text: str, start: int, last: int) -> tuple[int, int] | None:
    """The first quoted item before `last` that closes on a later line against other text, as an opening quote would.

    Gives where it opens and the last character of its first line.
    """
    at = text.find('"', start, last)
    while at >= 0:
        close = text.find('"', at + 1, last + 1)
        newline = text.find("\n", at, close)
        if close < 0:
            return None
        if newline >= 0 and text[close + 1 : close + 2] not in _AFTER_QUOTE:
            return at, len(text[:newline].rstrip()) - 1
        at = text.find('"', close + 1, last)
    return None
