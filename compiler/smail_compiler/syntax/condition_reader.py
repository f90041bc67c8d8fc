"""From the grammar's trees to conditions and variables, and from where it got stuck to findings."""

from __future__ import annotations

from abc import ABC, abstractmethod

from lark import Token, Tree

from smail_compiler.syntax import expansion_complaints as complaints
from smail_compiler.syntax import kinds
from smail_compiler.syntax.expansion_tokens import OPERATORS, Stuck, Window, closing_braces, content_at, parse_window
from smail_compiler.syntax.expression import (
    Compare,
    CompareTexts,
    Condition,
    Defined,
    HasHeader,
    Junction,
    Not,
    Property,
    Text,
    Variable,
)
from smail_compiler.syntax.framing import Frame
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span

_DEEPEST = 40
_PLACES = {"origin": ("local", "remote"), "dest": ("local", "remote"), "xform": ("local", "inet", "uucp", "none")}


def place(token: Token) -> tuple[int, int]:
    """Where in the value the content of a token starts and ends."""
    return token.start_pos or 0, token.end_pos or 0


def variable_of(tree: Tree[Token], at: Span) -> Variable:
    """`{operator:}* name`."""
    *operators, name = (str(one) for one in tree.children)
    return Variable(name, tuple(operators), at)


def hopeless(at: Span) -> Variable:
    """What stands for a reference that cannot be read: no variable has an empty name."""
    return Variable("", (), at)


def _is_text(operand: Token) -> bool:
    """Whether the first side of a comparison is a text: it holds a `$` that is not the variable of that name."""
    return "$" in operand and operand.rpartition(":")[2].strip() != "$"


def _untrue(at: Span) -> Condition:
    """What stands for a condition that cannot be read: it fails."""
    return Compare("eq", hopeless(at), Text((), at), at)


class ConditionReader(ABC):
    """The part of reading an expansion that deals with conditions; texts inside them are read by the whole reader."""

    def __init__(self, frame: Frame) -> None:
        self.found: list[Diagnostic] = []
        self._frame = frame
        self._closing = closing_braces(frame.value)

    @abstractmethod
    def _text(self, start: int, end: int, depth: int) -> Text:
        """A text at a place of the value."""

    def _span(self, start: int, end: int) -> Span:
        return self._frame.span(start, end)

    def _window(self, start: int, end: int) -> Window:
        return Window(self._frame.value, start, end, self._closing)

    def _condition(self, tree: Tree[Token], depth: int) -> Condition:
        """`[!]word arguments`."""
        negated, test = tree.children
        assert isinstance(test, Tree)
        condition = self._test(test, depth)
        if not isinstance(negated, Token):
            return condition
        return Not(condition, self._span(place(negated)[0], self._end(test)))

    def _test(self, tree: Tree[Token], depth: int) -> Condition:
        """A condition word with its arguments."""
        word, first, *more = (one for one in tree.children if isinstance(one, Token))
        at = self._span(place(word)[0], self._end(tree))
        match word.type:
            case "HEADER":
                return HasHeader(str(first), at)
            case "PROPERTY":
                return self._property(word, first, at)
            case "JUNCTION":
                return self._junction(word, first, at, depth)
        if word.type == "COMPARE" and _is_text(first):
            left, right = (self._text(*place(one), depth + 1) for one in (first, *more))
            return CompareTexts(str(word), left, right, at)
        variable = self._named(first)
        if word.type == "DEFINED":
            return Defined(variable, at)
        text = self._text(*place(more[0]), depth + 1)
        return Compare(str(word), variable, text, at)

    def _end(self, test: Tree[Token]) -> int:
        """The end of a test, the brace of its last argument included."""
        last = test.children[-1]
        assert isinstance(last, Token)
        return place(last)[1] + (last.type == "GROUP")

    def _property(self, name: Token, word: Token, at: Span) -> Condition:
        """`origin:`, `dest:`, `xform:`."""
        if word not in _PLACES[name]:
            self.found.append(complaints.bad_operand(name, word, _PLACES[name], self._span(*place(word))))
        return Property(str(name), str(word), at)

    def _junction(self, word: Token, group: Token, at: Span, depth: int) -> Condition:
        """`and{{...}{...}}`."""
        start, end = place(group)
        if depth > _DEEPEST:
            self.found.append(complaints.too_deep(at))
            return _untrue(at)
        tree = parse_window(self._window(start, end), "conditions")
        if isinstance(tree, Stuck):
            self._refuse(tree, start, end, at)
            return _untrue(at)
        parts = (self._grouped(*place(one), at, depth + 1) for one in tree.children if isinstance(one, Token))
        return Junction(str(word), tuple(parts), at)

    def _grouped(self, start: int, end: int, whole: Span, depth: int) -> Condition:
        """One condition of `and` or `or`."""
        tree = parse_window(self._window(start, end), "condition")
        if isinstance(tree, Stuck):
            self._refuse(tree, start, end, whole)
            return _untrue(self._span(start, end))
        return self._condition(tree, depth)

    def _named(self, token: Token) -> Variable:
        """An argument that names a variable."""
        start, end = place(token)
        tree = parse_window(self._window(start, end), "variable")
        if isinstance(tree, Stuck):
            self._no_name(tree.at, end)
            return hopeless(self._span(start, end))
        return variable_of(tree, self._span(start, end))

    def _no_name(self, at: int, end: int) -> None:
        """An empty name, or something before a colon that is no operator."""
        name, colon, _rest = self._frame.value[at:end].partition(":")
        word = name.strip().split(" ", 1)[0].lower()
        if not colon and not name:
            finding = complaints.empty_reference(self._here(at, end), complaints.FAILED)
        elif word in ("if", "lookup", "foreach"):
            finding = complaints.blank_before(word, self._span(at, at + len(name)))
        else:
            where = self._span(at, at + len(name))
            finding = complaints.unknown_operator(name, where, OPERATORS, complaints.FAILED)
        self.found.append(finding)

    def _here(self, at: int, end: int) -> Span:
        """The character at a position, or the brace that ends the stretch."""
        return self._span(at, at + 1) if at <= end else self._span(end, end + 1)

    def _refuse(self, stuck: Stuck, start: int, end: int, whole: Span) -> None:
        """Says what the grammar expected where it could not go on."""
        value = self._frame.value
        word = content_at(self._window(start, end), stuck.at) if "DEFINED" in stuck.expected else None
        if "NAME" in stuck.expected:
            self._no_name(stuck.at, end)
        elif word is not None:
            name = value[word[0] : word[1]]
            self.found.append(complaints.unknown_condition(name, self._span(word[0], word[1])))
        else:
            kind = kinds.REFERENCE_FORMS.get(value[start : start + 2].lower(), kinds.BAD_CONDITIONAL)
            wanted, repair = _wanted(stuck.expected)
            at = end - len(value[stuck.at : end].lstrip())
            self.found.append(complaints.malformed(kind, wanted, self._here(at, end), whole, repair))


def _wanted(expected: frozenset[str]) -> tuple[str, str]:
    """What may come next, in words, and the repair to propose."""
    if "DEFINED" in expected:
        return "a condition", "write a condition such as `def:user` after `if`"
    if "REST" in expected:
        return "`{` and the text to use", "write `{text}`, and for the other case `else {text}`"
    if "WORD" in expected:
        return "a name or `{`", "write `:name` or `{name}`; nothing may stand between the word and a `{`"
    if "GROUP" in expected:
        return "`{`", "write `{{condition}{condition}}`, each condition in braces of its own"
    if "ELSE" in expected:
        return "`else`, `{` or the end", "after the first text only `else {text}` may follow"
    if "BRANCH" in expected:
        return "`{`", "put each condition, and the text after `else`, in braces of its own"
    return "the end of the reference", "nothing may follow the second text"
