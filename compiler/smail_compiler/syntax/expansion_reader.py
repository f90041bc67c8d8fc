"""From the grammar's trees to the tree of an expansion: texts, references and their branches."""

from __future__ import annotations

import re

from lark import Token, Tree

from smail_compiler.syntax import expansion_complaints as complaints
from smail_compiler.syntax.condition_reader import ConditionReader, hopeless, place, variable_of
from smail_compiler.syntax.expansion_tokens import Stuck, parse_window
from smail_compiler.syntax.expression import Conditional, ForEach, Home, Literal, Lookup, Part, Text, Variable
from smail_compiler.text.source import Span

_DEEPEST = 40
_KNOWN_NAME = re.compile(r"[A-Za-z0-9_]++|\$")


class ExpansionReader(ConditionReader):
    """Reads one value; what is wrong is collected in `found`.

    What could not be read stands in the tree as a variable without a name, which fails when, and only when, it is
    reached: a branch that is not taken may hold anything.
    """

    def whole(self) -> Text:
        """The whole value."""
        return self._text(0, len(self._frame.value), 0)

    def _text(self, start: int, end: int, depth: int) -> Text:
        """A text: a leading home, then literals and references."""
        at = self._span(start, end)
        if depth > _DEEPEST:
            self.found.append(complaints.too_deep(at))
            return Text((hopeless(at),), at)
        tree = parse_window(self._window(start, end), "text")
        stray: tuple[Part, ...] = ()
        if isinstance(tree, Stuck):
            stray = (self._stray_dollar(tree.at, end),)
            tree = parse_window(self._window(start, tree.at), "text")
        assert not isinstance(tree, Stuck)
        parts = tuple(self._part(token, depth) for token in tree.children if isinstance(token, Token))
        return Text(_joined((*parts, *stray)), at)

    def _stray_dollar(self, at: int, end: int) -> Part:
        """The only things a text cannot hold: `$` at its end and `${` without its brace."""
        if at + 1 == end:
            self.found.append(complaints.dollar_at_end(self._span(at, end), complaints.FAILED))
        else:
            self.found.append(complaints.unclosed(self._span(at, at + 2), complaints.FAILED))
        return hopeless(self._span(at, end))

    def _part(self, token: Token, depth: int) -> Part:
        """One part of a text."""
        start, end = place(token)
        match token.type:
            case "LITERAL":
                return Literal(str(token), self._span(start, end))
            case "ESCAPED":
                return self._backslashes(token, start, end)
            case "HOME":
                return self._home(str(token), start, end)
            case "BARE":
                self._protected(start - 1)
                return self._bare(str(token), start, end)
        self._protected(start - 2)
        return self._reference(start, end, depth)

    def _backslashes(self, token: Token, start: int, end: int) -> Part:
        """Backslashes before a `$`, with that one if their number is odd; an even number misleads."""
        if not token.endswith("$"):
            self.found.append(complaints.even_backslashes(end - start, self._span(start, end + 1)))
        return Literal(_unescaped(token), self._span(start, end))

    def _protected(self, at: int) -> None:
        """Warns of a `$` whose backslash the quoting of the value has used up."""
        if self._frame.unprotected(at):
            self.found.append(complaints.backslash_used_up(self._span(at, at + 1)))

    def _home(self, login: str, start: int, end: int) -> Part:
        """`~/` or `~login`; a lone `~` is a finding."""
        if not login and not self._frame.value.startswith("/", end):
            self.found.append(complaints.lone_tilde(self._span(start - 1, end)))
            return hopeless(self._span(start - 1, end))
        return Home(login, self._span(start - 1, end))

    def _bare(self, name: str, start: int, end: int) -> Part:
        """`$name` with its two blind characters."""
        at = self._span(start - 1, end)
        if not _KNOWN_NAME.fullmatch(name):
            self.found.append(complaints.blind_name(name, at, "two characters, whatever they are", complaints.FAILED))
        return Variable(name, (), at)

    def _reference(self, start: int, end: int, depth: int) -> Part:
        """The inside of `${...}`."""
        tree = parse_window(self._window(start, end), "inside")
        at = self._span(start - 2, end + 1)
        if isinstance(tree, Stuck):
            self._refuse(tree, start, end, at)
            return hopeless(at)
        form = tree.children[0]
        assert isinstance(form, Tree)
        if form.data == "variable":
            return variable_of(form, at)
        if form.data == "lookup":
            return self._lookup(form, at, depth)
        if form.data == "foreach":
            return self._foreach(form, at, depth)
        return self._conditional(form, at, depth)

    def _conditional(self, form: Tree[Token], at: Span, depth: int) -> Part:
        """`if`."""
        _word, condition, branches = form.children
        assert isinstance(condition, Tree)
        assert isinstance(branches, Tree)
        test = self._condition(condition, depth)
        self._then_word(branches)
        then, otherwise = self._branches(branches, depth)
        return Conditional(test, then, otherwise, at)

    def _lookup(self, form: Tree[Token], at: Span, depth: int) -> Part:
        """`lookup`."""
        _word, key, proto, file, _then, branches = form.children
        assert isinstance(key, Token)
        assert isinstance(file, Token)
        assert isinstance(branches, Tree)
        variable = self._named(key)
        where = self._text(*place(file), depth + 1)
        found, missed = self._branches(branches, depth)
        return Lookup(variable, str(proto), where, found, missed, at)

    def _foreach(self, form: Tree[Token], at: Span, depth: int) -> Part:
        """`foreach`."""
        _word, items, text = (one for one in form.children if isinstance(one, Token))
        return ForEach(self._named(items), self._text(*place(text), depth + 1), at)

    def _branches(self, branches: Tree[Token], depth: int) -> tuple[Text, Text | None]:
        """The text if true or found, and the other one."""
        texts = [one for one in branches.children if isinstance(one, Token) and one.type != "ELSE"]
        first, *rest = (self._text(*place(one), depth + 1) for one in texts)
        return first, rest[0] if rest else None

    def _then_word(self, branches: Tree[Token]) -> None:
        """Warns of a `then` that `if` takes for text."""
        rest = branches.children[0]
        if isinstance(rest, Token) and rest.type == "REST" and re.match(r"then\s*\{", rest):
            start = place(rest)[0]
            self.found.append(complaints.then_is_text(self._span(start, start + 4)))


def _unescaped(token: str) -> str:
    """What backslashes before a `$` stand for: each pair for one of them, one that is left over for the `$`."""
    count = token.count("\\")
    return "\\" * (count // 2) + "$" * (count % 2)


def _joined(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, neighbouring literals made one."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Literal) and isinstance(last, Literal):
            found[-1] = Literal(last.text + part.text, last.at.to(part.at))
        else:
            found.append(part)
    return tuple(found)
