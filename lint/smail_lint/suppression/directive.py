"""What a comment tells `smail-check`: which rules to ignore, where, why, and until when.

`# smail-check: ignore[SM401,name] reason until=2027-01-31`, and likewise `ignore-block[...]` up to `end`, and
`ignore-file[...]` above the first entry, which alone may do without rules and then means all of them.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from smail_compiler.text.source import Span, text_of

_FORM = re.compile(
    rb"""\#+[ \t]*smail-check(?P<colon>[ \t]*:)?[ \t]*
    (?P<word>[A-Za-z-]*)
    (?P<list>[ \t]*\[(?P<rules>[^\]\#\n]*)\])?
    (?P<rest>(?>(?:[^\#\n]|\#(?![ \t\#]))*))""",
    re.VERBOSE,
)
_RULE = re.compile(rb"[^\s,]+")
_UNTIL = re.compile(r"(?:^|[ \t])until=(\S*)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

WORDS = ("ignore", "ignore-block", "ignore-file", "end")


class Named(msgspec.Struct, frozen=True):
    """A rule as a comment names it."""

    word: str
    at: Span


class Directive(msgspec.Struct, frozen=True):
    """A comment understood. `at` is the directive alone; `until` is the last day on which it counts."""

    word: str
    at: Span
    rules: tuple[Named, ...]
    listed: bool
    reason: str
    until: date | None


class Misread(msgspec.Struct, frozen=True):
    """A comment that was meant for us and says nothing; what is wrong, where, and what to write instead."""

    at: Span
    message: str
    help: str


def directive(at: Span) -> Directive | Misread:
    """Read the comment that begins at the start of `at`."""
    source = at.source
    found = _FORM.match(source.data, at.start, at.end)
    assert found is not None, "the comment was found by its mark"
    here = source.span(at.start, found.start() + len(found[0].rstrip(b" \t\r\\")))
    rules = tuple(
        Named(text_of(one[0]), source.span(one.start(), one.end()))
        for one in (_RULE.finditer(source.data, *found.span("rules")) if found["list"] is not None else ())
    )
    if found["colon"] is None:
        return Misread(
            here, "there is no colon behind `smail-check`", f"write # smail-check: {text_of(found['word'])}"
        )
    return _understood(text_of(found["word"]), here, rules, found["list"] is not None, text_of(found["rest"]))


def _understood(word: str, at: Span, rules: tuple[Named, ...], listed: bool, rest: str) -> Directive | Misread:
    if word not in WORDS:
        return Misread(at, _unknown(word), f"write one of {', '.join(WORDS)} behind the colon")
    if not listed and rest.lstrip().startswith("["):
        return Misread(at, "the list of rules has no closing `]`", f"write {word}[SM401] with the reason behind it")
    if not rules and (listed or word in ("ignore", "ignore-block")):
        return Misread(at, f"`{word}` does not say which rules", f"name them by code or name: {word}[SM401]")
    said = _UNTIL.search(rest)
    until = _day(said[1]) if said else None
    if said and until is None:
        return Misread(at, f"`{said[1]}` is no date", "write the last day as until=2027-01-31")
    reason = _UNTIL.sub("", rest).strip(" \t\r\\")
    return Directive(word, at, rules, listed, reason, until)


def _unknown(word: str) -> str:
    return f"`{word}` is nothing that smail-check can be told" if word else "nothing is said to smail-check"


def _day(text: str) -> date | None:
    """A date as ISO 8601 writes it with hyphens; None when it is none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
