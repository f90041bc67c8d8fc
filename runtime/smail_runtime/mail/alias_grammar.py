"""The grammar of address lists over tokens (reference semantics, section 12.2).

One thing is added to it: names on the lines above a phrase are addresses of their own (docs/decisions,
0005-phrases-and-lines), where Smail took them for a part of the phrase and lost their mail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smail_runtime.mail.alias_tokens import Token, Trouble


class Found(NamedTuple):
    """One finished address: its text without blanks, and the byte offsets it spans.

    `in_phrase` tells that it stands on a line above a phrase, with no comma between.
    """

    text: bytes
    start: int
    end: int
    in_phrase: bool = False


class _SyntaxTroubleError(Exception):
    """Ends the parse at the first error; never leaves this module."""

    def __init__(self, category: str, offset: int) -> None:
        super().__init__(category)
        self.trouble = Trouble(category, offset)


def parse_items(tokens: list[Token], data: bytes) -> tuple[list[Found], Trouble | None]:
    """The addresses up to the end or the first error; the offsets of the tokens are places in `data`."""
    reader = _Reader([*tokens, Token("", b"", len(data), len(data))], data)
    try:
        reader.read()
    except _SyntaxTroubleError as stop:
        return reader.found, stop.trouble
    return reader.found, None


def _deciders(tokens: list[Token]) -> list[str]:
    """For each token which of `<`, `:`, `,` or the end comes first from there on."""
    deciders, nearest = [""] * len(tokens), ""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].kind in ("<", ":", ",", ""):
            nearest = tokens[at].kind
        deciders[at] = nearest
    return deciders


class _Reader:
    """One parse: the position among the tokens, whether a group is open, and what was found."""

    def __init__(self, tokens: list[Token], data: bytes) -> None:
        self.tokens = tokens
        self.data = data
        self.deciders = _deciders(tokens)
        self.at = 0
        self.in_group = False
        self.found: list[Found] = []

    @property
    def kind(self) -> str:
        return self.tokens[self.at].kind

    def fail(self, category: str, at: int | None = None) -> _SyntaxTroubleError:
        return _SyntaxTroubleError(category, self.tokens[self.at if at is None else at].start)

    def read(self) -> None:
        item_before = False
        while self.kind:
            if self.kind == ";":
                self.end_of_group()
                item_before = True
            elif self.kind == ",":
                if not item_before:
                    raise self.fail("unknown-form")
                self.at += 1
                item_before = False
            else:
                item_before = self.item()

    def item(self) -> bool:
        """Read a group start or one address; whether a comma may follow."""
        decider = self.deciders[self.at]
        if decider == ":":
            self.group_start()
            return False
        self.found.append(self.bracketed() if decider == "<" else self.path())
        return True

    def group_start(self) -> None:
        if self.in_group:
            raise self.fail("nested-group")
        while self.kind != ":":
            self.at += 1
        self.at += 1
        self.in_group = True

    def end_of_group(self) -> None:
        if not self.in_group:
            raise self.fail("stray-semicolon")
        self.in_group = False
        self.at += 1
        if self.kind == "@":
            self.at += 1
            self.dotted()

    def bracketed(self) -> Found:
        """What the innermost pair of brackets holds, everything else up to the last closing one dropped."""
        self.lines_above()
        opened = closing = self.at
        depth = 0
        while self.tokens[closing].kind != ">":
            if self.tokens[closing].kind == "":
                raise self.fail("unterminated-route", opened)
            if self.tokens[closing].kind == "<":
                depth, opened = depth + 1, closing
            closing += 1
        address = self.route(opened + 1, closing)
        self.at = closing
        self.close(depth, opened)
        return address

    def lines_above(self) -> None:
        """Addresses on the lines above the one that holds the phrase before `<`, as far as a line holds nothing else.

        The phrase stands on the line of its `<`. When that begins its line, several words above it are the phrase,
        and a name alone is none.
        """
        *lines, same_line = self.lines_of_phrase()
        for line in lines:
            found, trouble = parse_items(line, self.data)
            last = line is lines[-1] and not same_line
            phrase = last and (len(found) > 1 or line[0].text.startswith(b'"'))
            self.found += [] if trouble or phrase else [one._replace(in_phrase=True) for one in found]

    def lines_of_phrase(self) -> Iterator[list[Token]]:
        """The tokens before the next `<`, line by line; those on its own line come last."""
        line: list[Token] = []
        at = self.at
        while True:
            token = self.tokens[at]
            if line and b"\n" in self.data[line[-1].end : token.start]:
                yield line
                line = []
            if token.kind == "<":
                yield line
                return
            line.append(token)
            at += 1

    def close(self, depth: int, opened: int) -> None:
        """Step over as many `>` as were opened."""
        while depth:
            if not self.kind:
                raise self.fail("unterminated-route", opened)
            depth += {">": -1, "<": 1}.get(self.kind, 0)
            self.at += 1

    def route(self, start: int, end: int) -> Found:
        if start == end:
            raise self.fail("null-route", start)
        self.at = start
        if self.kind == "@":
            self.source_route()
        self.path(bracketed=True)
        if self.at != end:
            raise self.fail("syntax-error" if self.kind in ("text", ",") else "unknown-form")
        return self.taken(start, end)

    def source_route(self) -> None:
        """`@a,@b:` before an address in brackets."""
        while self.kind == "@":
            self.at += 1
            self.dotted()
            if self.kind not in (",", ":"):
                raise self.fail("unknown-form")
            self.at += 1
            if self.tokens[self.at - 1].kind == ":":
                return

    def path(self, *, bracketed: bool = False) -> Found:
        start = self.at
        self.dotted()
        while self.kind in ("@", "!", "%"):
            self.at += 1
            if self.kind == "@" and self.tokens[self.at - 1].kind == "!":
                if not bracketed:
                    raise self.fail("mutant-form", self.at - 1)
                self.source_route()
            self.dotted()
        return self.taken(start, self.at)

    def dotted(self) -> None:
        """Text and dots, at least one text, no two texts side by side."""
        texts, after_text = 0, False
        while self.kind == "." or (self.kind == "text" and not after_text):
            after_text = self.kind == "text"
            texts += after_text
            self.at += 1
        if not texts:
            raise self.fail("unknown-form")

    def taken(self, start: int, end: int) -> Found:
        part = self.tokens[start:end]
        return Found(b"".join(token.text for token in part), part[0].start, part[-1].end)
