"""The terminals of the expansion language as functions, and the loop that lets the grammar choose among them.

Braces are counted before anything is looked at inside them, and a `$` swallows two characters blindly (reference
semantics, section 8.2), so no set of patterns could cut this language into tokens. Here each terminal is a function
from a position to the token that stands there, and only the terminals that the grammar can take next are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec
from lark import Token, Tree, UnexpectedInput
from lark.parsers.lalr_interactive_parser import InteractiveParser

from smail_compiler.syntax.expression import NEW_OPERATORS
from smail_compiler.syntax.grammar import grammar

SMAIL_OPERATORS = ("lc", "uc", "quote", "shquote", "strip", "parent", "top")
OPERATORS = (*SMAIL_OPERATORS, *NEW_OPERATORS)
CONDITIONS = ("def", "header", "origin", "dest", "xform", "eq", "gt", "lt", "and", "or")

Cut = tuple[int, int, int]  # where the content starts and ends, and where the next token may start
Matcher = Callable[["Window", int], Cut | None]


class Window(msgspec.Struct, frozen=True):
    """A stretch of a value that is parsed by itself; `closing` gives the end brace of each opening one."""

    value: str
    start: int
    end: int
    closing: Mapping[int, int]

    def part(self, start: int, end: int) -> Window:
        """A stretch within."""
        return Window(self.value, start, end, self.closing)


class Stuck(msgspec.Struct, frozen=True):
    """Where the grammar could not go on, and which terminals it would have taken."""

    at: int
    expected: frozenset[str]


def closing_braces(value: str) -> dict[int, int]:
    """For each opening brace that is closed, where: counting braces only."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    for brace in re.finditer("[{}]", value):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            closing[opened.pop()] = brace.start()
    return closing


def parse_window(window: Window, start: str) -> Tree[Token] | Stuck:
    """The tree of a stretch by one rule of the grammar; token positions are positions in the value."""
    parser = grammar("expansion").parse_interactive(start=start)
    at = window.start
    while True:
        expected = frozenset(name for name in parser.choices() if name in _MATCHERS)  # type: ignore[no-untyped-call]
        token, after = _next(window, at, expected)
        try:
            if token is None:
                break
            parser.feed_token(token)
            at = after
        except UnexpectedInput:
            return Stuck(at, expected)
    return _finished(window, at, parser) or Stuck(at, expected)


def _finished(window: Window, at: int, parser: InteractiveParser) -> Tree[Token] | None:
    """The tree, if nothing but blanks is left and the grammar agrees to end."""
    if not _blank(window, at):
        return None
    try:
        tree: Tree[Token] = parser.feed_eof()  # type: ignore[no-untyped-call]
    except UnexpectedInput:
        return None
    return tree


def content_at(window: Window, at: int) -> Cut | None:
    """The token of section 8.5 at a position: a brace group's content, or a word."""
    return _group(window, at) or _word(window, at)


def _next(window: Window, at: int, expected: frozenset[str]) -> tuple[Token | None, int]:
    """The first terminal, in the order of the table, that may come and does."""
    for name, match in _MATCHERS.items():
        if name in expected and at < window.end and (cut := match(window, at)) is not None:
            start, end, after = cut
            return Token(name, window.value[start:end], start_pos=start, end_pos=end), after
    return None, at


def _blank(window: Window, at: int) -> bool:
    """Whether only white space is left."""
    return not window.value[at : window.end].strip(" \t\n\v\f\r")


def _pattern(pattern: str, flags: int = 0) -> Matcher:
    """A terminal that a pattern finds; its content is the first group, if there is one."""
    compiled = re.compile(pattern, flags)
    group = min(compiled.groups, 1)

    def match(window: Window, at: int) -> Cut | None:
        found = compiled.match(window.value, at, window.end)
        return None if found is None else (found.start(group), found.end(group), found.end())

    return match


def _at_start(inner: Matcher) -> Matcher:
    """A terminal that stands only at the start of its window."""
    return lambda window, at: inner(window, at) if at == window.start else None


def _group(window: Window, at: int) -> Cut | None:
    """`{...}`."""
    close = window.closing.get(at, window.end)
    return (at + 1, close, close + 1) if close < window.end else None


def _branch(window: Window, at: int) -> Cut | None:
    """`{...}` after blanks."""
    while at < window.end and window.value[at] in " \t\n\v\f\r":
        at += 1
    return _group(window, at)


def _braced(window: Window, at: int) -> Cut | None:
    """`${...}`."""
    return _group(window, at + 1) if window.value.startswith("${", at, window.end) else None


def _keyword(*words: str) -> Matcher:
    """A token of section 8.5 that is one of some words."""

    def match(window: Window, at: int) -> Cut | None:
        cut = content_at(window, at)
        return cut if cut is not None and window.value[cut[0] : cut[1]] in words else None

    return match


_WHITE = r"[ \t\n\v\f\r]*+"
_word = _pattern(rf"{_WHITE}:?+{_WHITE}([^:{{}}][A-Za-z0-9_./-]*+)")

_MATCHERS: Mapping[str, Matcher] = {
    "HOME": _at_start(_pattern(r"~([^/]*+)")),
    "LITERAL": _pattern(r"(?>(?:[^$\\]++|\\++(?!\$))+)"),
    "ESCAPED": _pattern(r"(?>(?:\\\\)+)(?=\$)|(?>(?:\\\\)*)\\\$"),
    "BRACED": _braced,
    "BARE": _pattern(r"\$(?!\{)([\s\S]{1,2}+[A-Za-z0-9_]*+)"),
    "IF": _at_start(_pattern(r"if(?![A-Za-z0-9_])", re.IGNORECASE)),
    "LOOKUP": _at_start(_pattern(r"lookup(?![A-Za-z0-9_])", re.IGNORECASE)),
    "FOREACH": _at_start(_pattern(r"foreach(?![A-Za-z0-9_])", re.IGNORECASE)),
    "OPERATOR": _pattern(rf"({'|'.join(OPERATORS)}):", re.IGNORECASE),
    "NAME": _pattern(r"[^:]++\Z"),
    "NOT": _pattern(rf"{_WHITE}(!)"),
    "DEFINED": _keyword("def"),
    "HEADER": _keyword("header"),
    "PROPERTY": _keyword("origin", "dest", "xform"),
    "COMPARE": _keyword("eq", "gt", "lt"),
    "JUNCTION": _keyword("and", "or"),
    "GROUP": _group,
    "WORD": _word,
    "THEN": _pattern(rf"{_WHITE}(then)(?={_WHITE}\{{)"),
    "ELSE": _pattern(rf"{_WHITE}(else)(?![A-Za-z0-9_])"),
    "BRANCH": _branch,
    "REST": _pattern(rf"{_WHITE}:?+([\s\S]*)"),
}
