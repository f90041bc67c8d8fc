"""From the grammar's tree to the words of a command line."""

from __future__ import annotations

import re

from lark import Token, Tree, UnexpectedInput, UnexpectedToken

from smail_compiler.syntax import expansion_complaints as complaints
from smail_compiler.syntax.expansion_tokens import OPERATORS
from smail_compiler.syntax.expression import Command, Literal, Part, Repeat, Text, Variable
from smail_compiler.syntax.framing import Frame
from smail_compiler.syntax.grammar import grammar
from smail_compiler.text.diagnostic import Diagnostic

_MODIFIERS = re.compile(rf"(?>(?:(?:{'|'.join(OPERATORS)}):)*)", re.IGNORECASE)
_OTHER_LANGUAGE = re.compile(r"(if|lookup|foreach)(?![A-Za-z0-9_])", re.IGNORECASE)
_KNOWN_NAME = re.compile(r"[A-Za-z0-9_]++|\$")


def read_command(frame: Frame) -> tuple[Command | None, list[Diagnostic]]:
    """The words of a command line, or what is wrong with it."""
    try:
        tree = grammar("command").parse(frame.value, start="command")
    except UnexpectedInput as stop:
        ended = isinstance(stop, UnexpectedToken) and stop.token.type == "$END"
        return None, [_unfinished(frame) if ended else _refusal(frame, stop.pos_in_stream or 0)]
    words = _Words(frame)
    words.take(tree)
    return Command(words.finish(), frame.span(0, len(frame.value))), words.found


class _Words:
    """Collects the words of a command line, or of the group repeated for each address."""

    def __init__(self, frame: Frame, *, inside: bool = False) -> None:
        self.found: list[Diagnostic] = []
        self._frame = frame
        self._inside = inside
        self._words: list[Text] = []
        self._parts: list[Part] | None = None
        self._begin = self._end = 0

    def take(self, tree: Tree[Token]) -> None:
        """All pieces of a tree."""
        for piece in tree.children:
            if isinstance(piece, Token):
                self._token(piece)
            elif piece.data == "repeat":
                self._repeat(piece)
            else:
                self.take(piece)

    def finish(self) -> tuple[Text, ...]:
        """The words."""
        self._end_word()
        return tuple(self._words)

    def _token(self, token: Token) -> None:
        """One token; a leading blank outside a group makes an empty first word."""
        start = token.start_pos or 0
        end = start + len(token)
        if token.type == "BLANK":
            if start == 0 and not self._inside:
                self._grow(start, start)
            self._end_word()
        elif token.type not in ("OPEN", "CLOSE"):
            self._grow(start, end)
            self._content(token, start, end)

    def _content(self, token: Token, start: int, end: int) -> None:
        """What a token adds to the word."""
        match token.type:
            case "QUOTE" | "END_QUOTE":
                return
            case "BARE":
                self._protected(start)
                self._bare(token[1:], start, end)
            case "BRACED":
                self._protected(start)
                self._braced(token[2:-1], start, end)
            case "ESCAPE" | "QUOTED_ESCAPE":
                self._literal(token[1:], start, end)
            case "APOSTROPHES":
                self._literal(token[1:-1], start, end)
            case _:
                self._literal(str(token), start, end)

    def _grow(self, start: int, end: int) -> None:
        """The word reaches to `end`; it begins if there was none."""
        if self._parts is None:
            self._parts, self._begin = [], start
        self._end = end

    def _end_word(self) -> None:
        """Closes the current word, if there is one."""
        if self._parts is not None:
            self._words.append(Text(tuple(self._parts), self._frame.span(self._begin, self._end)))
        self._parts = None

    def _literal(self, text: str, start: int, end: int) -> None:
        """Plain text; neighbours become one part."""
        assert self._parts is not None
        if not text:
            return
        at = self._frame.span(start, end)
        last = self._parts[-1] if self._parts else None
        if isinstance(last, Literal):
            self._parts[-1] = Literal(last.text + text, last.at.to(at))
        else:
            self._parts.append(Literal(text, at))

    def _variable(self, name: str, operators: str, start: int, end: int) -> None:
        """A variable under operators."""
        assert self._parts is not None
        self._parts.append(Variable(name, tuple(operators.split(":")[:-1]), self._frame.span(start, end)))

    def _protected(self, at: int) -> None:
        """Warns of a `$` whose backslash the quoting of the value has used up."""
        if self._frame.unprotected(at):
            self.found.append(complaints.backslash_used_up(self._frame.span(at, at + 1)))

    def _bare(self, name: str, start: int, end: int) -> None:
        """`$name` with its blind character."""
        if not _KNOWN_NAME.fullmatch(name):
            at = self._frame.span(start, end)
            self.found.append(complaints.blind_name(name, at, "character, whatever it is", complaints.BAD))
        self._variable(name, "", start, end)

    def _braced(self, inside: str, start: int, end: int) -> None:
        """`${operator:name}`."""
        modifiers = _MODIFIERS.match(inside)
        name_at = modifiers.end() if modifiers else 0
        name, colon, _rest = inside[name_at:].partition(":")
        where = self._frame.span(start + 2 + name_at, start + 2 + name_at + len(name))
        if word := _OTHER_LANGUAGE.match(inside):
            self.found.append(complaints.no_conditionals_here(word[1].lower(), self._frame.span(start, end)))
        elif colon:
            self.found.append(complaints.unknown_operator(name, where, OPERATORS, complaints.BAD))
        elif not name:
            self.found.append(complaints.empty_reference(self._frame.span(end - 1, end), complaints.BAD))
        else:
            self._variable(name, inside[:name_at], start, end)

    def _repeat(self, tree: Tree[Token]) -> None:
        """`$( ... $)`: joins what is glued before it, and ends the word."""
        tokens = [one for one in (tree.children[0], tree.children[-1]) if isinstance(one, Token)]
        start, end = tokens[0].start_pos or 0, (tokens[-1].start_pos or 0) + len(tokens[-1])
        words = _Words(self._frame, inside=True)
        words.take(tree)
        self._grow(start, end)
        assert self._parts is not None
        self._parts.append(Repeat(words.finish(), self._frame.span(start, end)))
        self.found += words.found
        self._end_word()


def _refusal(frame: Frame, at: int) -> Diagnostic:
    """What is wrong where the grammar could not go on, or at the end."""
    value = frame.value
    here = frame.span(at, min(at + 2, len(value)))
    match value[at : at + 2]:
        case "$(" if _inside_quotes(value, at):
            return complaints.bad_group("`$(` cannot stand inside quotes", here, "group-in-quotes")
        case "$(":
            return complaints.bad_group("`$(` cannot stand inside another `$( ... $)`", here, "nested-group")
        case "$)" if _inside_quotes(value, at):
            return complaints.bad_group("`$)` cannot stand inside quotes", here, "group-in-quotes")
        case "$)":
            return complaints.bad_group("this `$)` ends a group that was never begun", here, "unbalanced-group")
        case "${":
            return complaints.unclosed(here, "unbalanced-brace")
        case "$":
            return complaints.dollar_at_end(here, "dollar-at-end")
    if value[at] == "\\":
        return complaints.dangling_backslash(frame.span(at, at + 1))
    return complaints.unterminated_quote(value[at], frame.span(at, at + 1))


_STEP = re.compile(r"\\[\s\S]|'[^']*'|\$\{[^}]*\}|\$\(|\$\)|\$[^({)]|\"|[\s\S]")


def _open_at_end(value: str, end: int) -> tuple[int | None, int | None]:
    """Where the double quote and the group that are open at a position were opened."""
    quote: int | None = None
    group: int | None = None
    for step in _STEP.finditer(value, 0, end):
        if step[0] == '"':
            quote = step.start() if quote is None else None
        elif step[0] == "$(":
            group = step.start()
        elif step[0] == "$)":
            group = None
    return quote, group


def _inside_quotes(value: str, at: int) -> bool:
    """Whether a double quote is open at a position."""
    return _open_at_end(value, at)[0] is not None


def _unfinished(frame: Frame) -> Diagnostic:
    """A command line that ends inside quotes or inside a group."""
    quote, group = _open_at_end(frame.value, len(frame.value))
    if quote is not None:
        return complaints.unterminated_quote('"', frame.span(quote, quote + 1))
    start = group or 0
    at = frame.span(start, min(start + 2, len(frame.value)))
    return complaints.bad_group("this `$(` is never closed by `$)`", at, "unbalanced-group")
