"""The daemon's scanner of address lists takes the same language as the lark grammar of section 12."""

from __future__ import annotations

import functools
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lark import Lark, Token, Tree, UnexpectedInput

from smail_compiler.syntax.alias_file import read_alias_file
from smail_compiler.text.source import SourceFile, bytes_of
from smail_runtime.mail.alias_text import ListError, scan_targets
from smail_testkit.alias_files import alias_file

MANY, EACH = 1_000_000, 20_000
MARKS = {"@": "AT", "!": "BANG", "%": "PERCENT", ",": "COMMA", ";": "SEMICOLON", ".": "DOT", ":": "COLON"}
SEPARATORS = ' \t\n:;<>[]",.!%@#'
INCLUDE = re.compile(r':include:[ \t\n]*(?=[^ \t\n:;<>\[\]",.!%@#])', re.IGNORECASE)


@functools.cache
def grammar() -> Lark:
    """The grammar beside this file."""
    text = Path(__file__).with_name("address_list.lark").read_text("ascii")
    return Lark(text, parser="lalr", start="list", keep_all_tokens=True)


def tokens_of(text: str) -> list[Token] | None:
    """The tokens of section 12.1, character by character; None when something is not finished."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        start, c = at, text[at]
        if c in " \t\n":
            at += 1
        elif c == "#":
            at = (text + "\n").index("\n", at)
        elif c == "(":
            after = comment_end(text, at)
            if after is None:
                return None
            at = after
        elif c in '"[' or c not in SEPARATORS or INCLUDE.match(text, at):
            end = unit_end(text, at)
            if end is None:
                return None
            at = end
            tokens.append(token("TEXT", text, start, at))
        else:
            at += 1
            tokens.append(token(MARKS.get(c, c), text, start, at))
    return tokens


def token(kind: str, text: str, start: int, end: int) -> Token:
    """A token; blanks behind `:include:` are no part of what it says."""
    said = text[start:end]
    if include := INCLUDE.match(said):
        said = include[0].rstrip(" \t\n") + said[include.end() :]
    return Token(kind, said, start_pos=start, end_pos=end)


def comment_end(text: str, at: int) -> int | None:
    """Behind a comment; comments nest, a backslash protects."""
    depth = 0
    while at < len(text):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 2 if text[at] == "\\" else 1
        if depth == 0:
            return at
    return None


def unit_end(text: str, at: int) -> int | None:
    """Behind a quoted string, a domain literal or a word."""
    closing = {'"': '"', "[": "]"}.get(text[at])
    include = INCLUDE.match(text, at)
    at = include.end() if include else at + (closing is not None)
    while at < len(text) and (text[at] != closing if closing else text[at] not in SEPARATORS):
        if text[at] == "\\" and at + 1 == len(text):
            return None
        at += 2 if text[at] == "\\" else 1
    if closing:
        return at + 1 if at < len(text) else None
    return at


def targets_of(text: str, tokens: list[Token] | None = None) -> list[tuple[str, int, int]] | None:
    """Text, start and end of each address by the grammar; None when it refuses."""
    tokens = tokens_of(text) if tokens is None else tokens
    grouped = None if tokens is None else with_phrases(text, tokens)
    if grouped is None:
        return None
    parser = grammar().parse_interactive()
    try:
        for one in grouped:
            parser.feed_token(one)
        tree: Tree[Token] = parser.feed_eof()  # type: ignore[no-untyped-call]
    except UnexpectedInput:
        return None
    return [address(one) for one in tree.children if isinstance(one, Tree)]


def address(tree: Tree[Token]) -> tuple[str, int, int]:
    """An address: its tokens without the brackets around."""
    parts = [one for one in tree.children if isinstance(one, Token) and one.type not in ("OPEN", "CLOSE")]
    return "".join(parts), parts[0].start_pos or 0, parts[-1].end_pos or 0


def with_phrases(text: str, tokens: list[Token]) -> list[Token] | None:
    """Phrases and group names made one token each, where an address can start."""
    out: list[Token] = []
    at, swallowing = 0, False
    while at < len(tokens):
        here, before = tokens[at], out[-1].type if out else ""
        starts = before in ("", "COMMA", "SEMICOLON", "GROUP", "CLOSE") or (before == here.type == "TEXT")
        if swallowing := swallowed(swallowing, before, here.type):
            starts = False
        elif before in ("TEXT", "DOT") and was_swallowed(out):
            starts = True
        decider = next((one.type for one in tokens[at:] if one.type in ("<", "COLON", "COMMA")), "")
        if not starts or here.type in ("COMMA", "SEMICOLON") or decider in ("COMMA", ""):
            out.append(here)
            at += 1
        elif decider == "COLON":
            at = next(i for i in range(at, len(tokens)) if tokens[i].type == "COLON") + 1
            out.append(Token("GROUP", ""))
        else:
            out += lines_above(text, tokens, at)
            after = bracketed(tokens, at, out)
            if after is None:
                return None
            at = after
    return out


def swallowed(already: bool, before: str, here: str) -> bool:
    """Whether a token belongs to the `@host` behind the end of a group."""
    if already:
        return here == "DOT" or (here == "TEXT" and before != "TEXT")
    return before == "SEMICOLON" and here == "AT"


def was_swallowed(out: list[Token]) -> bool:
    """Whether the last word is the host behind the end of a group: what follows it is an item of its own."""
    kinds = [one.type for one in out]
    while kinds[-1:] in (["TEXT"], ["DOT"]):
        kinds.pop()
    return kinds[-2:] == ["SEMICOLON", "AT"]


def lines_above(text: str, tokens: list[Token], at: int) -> Iterator[Token]:
    """The tokens of the lines above a phrase that are lists of addresses, each line as a list of its own."""
    stop = next(i for i in range(at, len(tokens)) if tokens[i].type == "<")
    start = at
    for i in range(at + 1, stop + 1):
        if "\n" not in text[tokens[i - 1].end_pos or 0 : tokens[i].start_pos]:
            continue
        line = tokens[start:i]
        start = i
        found = targets_of(text[: line[-1].end_pos], line)
        phrase = i == stop and found is not None and (len(found) > 1 or line[0].startswith('"'))
        if found and not phrase:
            yield from (*line, Token("COMMA", ""))


def bracketed(tokens: list[Token], at: int, out: list[Token]) -> int | None:
    """Adds what the innermost brackets hold; behind all brackets, None when they are not closed."""
    closing = next((i for i in range(at, len(tokens)) if tokens[i].type == ">"), None)
    if closing is None:
        return None
    opened = [i for i in range(at, closing) if tokens[i].type == "<"]
    if not opened:
        return None
    out += [Token("OPEN", ""), *tokens[opened[-1] + 1 : closing], Token("CLOSE", "")]
    depth = len(opened)
    while depth:
        if closing == len(tokens):
            return None
        depth += {">": -1, "<": 1}.get(tokens[closing].type, 0)
        closing += 1
    return closing


PIECES = (
    *(" ", " ", ", ", ",", "\n", ":", ";", "<", ">", "[1.2]", '"a b"', '"', "]", "[", "#c\n", "(d (e))"),
    *("(", "\\", "\\,", "joe", "a", "b.c", "@", "@h", "!", "%", ".", ":include:", ":include:/l", "|/p"),
    *("/f", "x(y)", "<a@b>", "@a,@b:c@d"),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("a..b .c d.")
@example("team: a, b;@h, c")
@example("Joe <<x@y> z>, <@a,@b:c@d>")
@example("host!user%x, joe#y")
@example("a\njoe b.c\nAl <x@y>")
@example('a\n"b"\n<x@y>\nc\n<d>, e f\n<g>')
@example("a]\nb#x\n@c\nAl <x@y>")
@example(":;@hb.c:;@h")
@example("a:b;@h c@d, e:f;@g.h<i>")
def test_scanner_equals_grammar(text: str) -> None:
    compare(text)


def compare(text: str) -> bool:
    """Scanner and grammar give the same addresses at the same places, or both refuse; whether they give any."""
    expected = targets_of(text)
    scanned = scan_targets(text.encode("latin-1"))
    if expected is None:
        assert isinstance(scanned, ListError), text
        return False
    assert not isinstance(scanned, ListError), (text, scanned)
    assert [(bytes_of(one.text).decode("latin-1"), one.start, one.end) for one in scanned] == expected, text
    assert [one.kind for one in scanned] == [kind_of(one) for one, _start, _end in expected], text
    return True


def kind_of(text: str) -> str:
    """The kind of a finished address by section 12.3, told by looking at its first characters."""
    whole = len(text) > 1 and text[0] == '"' and unit_end(text, 0) == len(text)
    inside = text[1:-1] if whole else text
    first = inside[1:2] if inside[:1] == "\\" else inside[:1]
    if first in "/~" and first:
        return "file"
    if first == "|":
        return "pipe"
    return "include" if inside[:9].lower() == ":include:" else "address"


def values(entries: int, seed: int) -> Iterator[str]:
    """That many values of aliases: three in four as sites have them, faults among them, the rest made of pieces."""
    dice = random.Random(seed)
    ordinary = entries * 3 // 4
    source = SourceFile("aliases", alias_file(ordinary, seed=seed).encode())
    yield from (bytes_of(node.value).decode("latin-1") for node in read_alias_file(source)[0])
    for _ in range(entries - ordinary):
        yield "".join(dice.choices(PIECES, k=dice.randrange(1, 9)))


@pytest.mark.parametrize("part", range(MANY // EACH) if os.environ.get("SMAIL_SLOW") else range(1))
def test_scanner_equals_grammar_on_many_entries(part: int) -> None:
    """A million entries with SMAIL_SLOW set (`make slow`), a few thousand otherwise."""
    count = EACH if os.environ.get("SMAIL_SLOW") else 3_000
    told = [compare(text) for text in values(count, seed=part)]
    assert len(told) == count
    assert count // 2 < sum(told) < count


def test_the_grammar_takes_lists_and_refuses_others() -> None:
    assert targets_of('a..b .c d., :include: /l, "|p q"') == [
        ("a..b.c", 0, 7),
        ("d.", 8, 10),
        (":include:/l", 12, 24),
        ('"|p q"', 26, 32),
    ]
    assert [targets_of(text) for text in ("a,,b", ",a", "joe@", "x: y: z", "a;", "<a b>", "a!@b", '"a')] == [None] * 8
