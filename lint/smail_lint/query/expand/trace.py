"""An expansion watched: the same evaluation as the daemon's, with every step and every failing part noted.

Values come from the daemon's own functions; only the walk over the tree is done here, since it is the written tree
that knows the columns.
"""

from __future__ import annotations

from smail_compiler.emit import expressions
from smail_compiler.syntax.expression import (
    Command,
    Conditional,
    ForEach,
    Home,
    Literal,
    Lookup,
    Part,
    Repeat,
    Text,
    Variable,
)
from smail_compiler.syntax.printing import print_text
from smail_lint.query.expand.conditions import ConditionTrace
from smail_runtime.routing.expand import expand, look_up
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.site_lists import items_of
from smail_runtime.routing.values import Expanded, Failed, Unknown, Value


class Trace(ConditionTrace):
    """Collects steps and faults; where one part fails, those behind it are still tried, so that all faults show."""

    def text(self, text: Text, scope: Scope, depth: int = 0) -> Expanded:
        """The value of a text."""
        pieces: list[str] = []
        trouble: Failed | Unknown | None = None
        for part in text.parts:
            value = self._part(part, scope, depth)
            if isinstance(value, Value):
                pieces.append(value.text)
            else:
                trouble = trouble or value
        return trouble or Value("".join(pieces))

    def command(self, command: Command, scopes: tuple[Scope, ...]) -> None:
        """The steps of a command line; its words are those of `expand_command`."""
        for word in command.words:
            for part in word.parts:
                if isinstance(part, Repeat):
                    self._repeat(part, scopes)
                else:
                    self._part(part, scopes[0], 0)

    def _repeat(self, repeat: Repeat, scopes: tuple[Scope, ...]) -> None:
        for number, scope in enumerate(scopes, 1):
            self.address = number
            for word in repeat.words:
                self.text(word, scope, 1)
        self.address = None

    def _part(self, part: Part, scope: Scope, depth: int) -> Expanded:
        match part:
            case Literal(text):
                return Value(text)
            case Home():
                return self._home(part, scope, depth)
            case Variable():
                return self.variable(part, scope, depth)
            case Conditional():
                return self._conditional(part, scope, depth)
            case Lookup():
                return self._lookup(part, scope, depth)
            case ForEach():
                return self._foreach(part, scope, depth)
            case Repeat():
                return Failed("`$(` has a meaning in command lines only")

    def _home(self, home: Home, scope: Scope, depth: int) -> Expanded:
        value = expand(expressions.text(Text((home,), home.at)), scope)
        self.note("home", f"~{home.login}", value, home.at, depth)
        if not isinstance(value, Value):
            self.blame(value, home.at, None if home.login else "home")
        return value

    def _conditional(self, part: Conditional, scope: Scope, depth: int) -> Expanded:
        truth = self.condition(part.condition, scope, depth)
        if not isinstance(truth, bool):
            return truth
        return self._branch("then" if truth else "else", part.then if truth else part.otherwise, part, scope, depth)

    def _branch(self, name: str, text: Text | None, part: Conditional | Lookup, scope: Scope, depth: int) -> Expanded:
        at = part.at if text is None else text.at
        self.note("branch", name, Value("" if text is None else print_text(text)), at, depth)
        return Value("") if text is None else self.text(text, scope, depth + 1)

    def _foreach(self, part: ForEach, scope: Scope, depth: int) -> Expanded:
        """Each item with the steps of its text."""
        items = items_of(expressions.variable(part.items), scope)
        if isinstance(items, Failed):
            return self.variable(part.items, scope, depth)
        pieces: list[str] = []
        for item in items:
            self.note("item", part.items.at.text, Value(item), part.at, depth)
            value = self.text(part.text, scope.for_item(item), depth + 1)
            if not isinstance(value, Value):
                return value
            pieces.append(value.text)
        return Value("".join(pieces))

    def _lookup(self, part: Lookup, scope: Scope, depth: int) -> Expanded:
        hidden = scope.within_lookup(None)
        key = self.variable(part.key, hidden, depth, needed=False)
        file = self.text(part.file, hidden, depth + 1)
        if not isinstance(file, Value):
            return file
        found = look_up(part.proto, file.text, key.text, scope) if isinstance(key, Value) else None
        outcome = found if isinstance(found, Unknown) else Failed("not found") if found is None else Value(found)
        self.note("lookup", f"{part.proto} {file.text}", outcome, part.at, depth)
        if isinstance(found, Unknown):
            self.blame(found, part.at, None)
            return found
        if found is None:
            return self._branch("missed", part.missed, part, scope, depth)
        return self._branch("found", part.found, part, scope.within_lookup(found), depth)
