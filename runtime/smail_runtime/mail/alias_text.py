"""The scanner of alias values, forward files and list files (reference semantics, section 12).

The daemon reads such files at delivery time, so this works on bytes, never raises, and takes plain names, quoted
items and bracketed addresses by regular expressions. Its full grammar:

    list    = { item [","] }                        an empty item is an error, a trailing comma is not
    item    = route | group | path
    route   = { line } words "<" ... ">"            when `<` comes before any `:` and `,`
    line    = path { path } newline                 names above a phrase, which ends with its line
    group   = words ":" { path [","] } [";" ["@" path]]    when `:` comes before any `<` and `,`
    path    = dotted { ("@" | "!" | "%") dotted }   text and dots; two texts in a row are two items
"""

from __future__ import annotations

import re

import msgspec

from smail_runtime.mail.alias_grammar import parse_items
from smail_runtime.mail.alias_tokens import tokenize
from smail_runtime.mail.tokens import unquote


class Target(msgspec.Struct, frozen=True):
    """One target. `kind` is address, pipe, file, include or error.

    `text` is the target as tokenised (blanks and comments gone, quoting kept): an ordinary address is resolved from
    it. `target` is free of quotes, backslashes and the mark of its kind: path, command, or name for the reader; that
    of an error keeps its mark.
    `start` and `end` are byte offsets in what was scanned. `in_phrase` tells that it stands on a line above a phrase
    with no comma between: Smail took it for a part of the phrase and lost its mail.
    """

    kind: str
    text: str
    target: str
    start: int
    end: int
    in_phrase: bool = False


class ListError(msgspec.Struct, frozen=True):
    """Why a text is no list: a category of section 23 and its byte offset; `before` are the targets up to there."""

    category: str
    offset: int
    before: tuple[Target, ...] = ()


_ATOM = rb"[A-Za-z0-9_+=~/|$^&*'{}?`-]++"
_DOTTED = _ATOM + rb"(?>(?:\." + _ATOM + rb")*)"
_SIMPLE = _DOTTED + rb"(?>(?:@" + _DOTTED + rb")?)"
_QUOTED = rb'"[^"\\\n]*+"'
_ITEM = rb"(?:" + _SIMPLE + rb"|" + _QUOTED + rb")"
_SPACE = rb"[ \t\n]++|#[^\n]*+"
_GAP = rb"(?>(?:" + _SPACE + rb")*)"
_PHRASE = rb"(?>(?:(?:" + _QUOTED + rb"|[A-Za-z0-9_+'.-]++)[ \t]*+)*)"
_BRACKETED = _PHRASE + rb"<(?P<bracketed>" + _SIMPLE + rb")>"
_PLAIN = rb"(?P<plain>" + _ITEM + rb"(?>(?:(?>(?:" + _SPACE + rb")+)" + _ITEM + rb")*))"
_ELEMENT = re.compile(rb"(?>" + _BRACKETED + rb"|" + _PLAIN + rb")" + _GAP + rb"(?:," + _GAP + rb"|\Z)")
_ITEMS = re.compile(rb"#[^\n]*+|(" + _ITEM + rb")")
_BEFORE = re.compile(_GAP)


def scan_targets(data: bytes) -> tuple[Target, ...] | ListError:
    """The targets of a list, or the first error in it."""
    found = _scan_simply(data)
    return scan_fully(data) if found is None else tuple(found)


def _scan_simply(data: bytes) -> list[Target] | None:
    """The targets of a list of plain or quoted items and bracketed addresses; None when anything else is in it.

    An address in brackets stands between commas here, so that no line above it could be a part of its phrase.
    """
    found: list[Target] = []
    at, end = _after_gap(data), len(data)
    while at < end:
        element = _ELEMENT.match(data, at)
        if element is None:
            return None
        if element["plain"] is None:
            found.append(_target(element["bracketed"], *element.span("bracketed")))
        else:
            items = _ITEMS.finditer(data, *element.span("plain"))
            found += [_target(one[1], *one.span(1)) for one in items if one[1] is not None]
        at = element.end()
    return found


def _after_gap(data: bytes) -> int:
    found = _BEFORE.match(data)
    return found.end() if found is not None else 0


def scan_fully(data: bytes) -> tuple[Target, ...] | ListError:
    """As `scan_targets`, always by the full grammar."""
    tokens, trouble = tokenize(data)
    found, wrong = parse_items(tokens, data)
    targets = tuple(_target(*one) for one in found)
    worst = min((one for one in (trouble, wrong) if one is not None), key=lambda one: one.offset, default=None)
    return targets if worst is None else ListError(worst.category, worst.offset, targets)


_WHOLE_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_INCLUDE = ":include:"
_ERROR = re.compile(r":(?:error|defer|redirect):", re.IGNORECASE)


def _target(data: bytes, start: int, end: int, in_phrase: bool = False) -> Target:
    text = data.decode("utf-8", "surrogateescape")
    kind, target = kind_of(text)
    return Target(kind, text, target, start, end, in_phrase)


def kind_of(text: str) -> tuple[str, str]:
    """The kind of a finished address and its unquoted target, by the order of section 12.3."""
    quoted = _WHOLE_QUOTED.fullmatch(text)
    inside = quoted[1] if quoted else text
    mark = inside[1:2] if inside.startswith("\\") else inside[:1]
    if mark in ("/", "~"):
        return "file", unquote(inside)
    if mark == "|":
        return "pipe", unquote(inside)[1:]
    if inside[: len(_INCLUDE)].lower() == _INCLUDE:
        return "include", unquote(inside)[len(_INCLUDE) :].lstrip(" \t\n")
    if quoted and is_error_form(inside):
        return "error", unquote(inside)
    return "address", unquote(text)


def is_error_form(text: str) -> bool:
    """Whether a text begins with `:error:`, `:defer:` or `:redirect:`: an extension, for the error director."""
    return _ERROR.match(text) is not None
