"""Variables and conditions of an expansion watched: each operator's step, each test and its truth."""

from __future__ import annotations

from abc import ABC, abstractmethod

from smail_compiler.emit import expressions
from smail_compiler.semantics.near import nearest
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
)
from smail_compiler.syntax.expression import Variable as Reference
from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_compiler.text.source import Span
from smail_lint.query.expand.given import KNOWN
from smail_lint.query.expand.step import Fault, Step, mistake
from smail_runtime.routing.conditions import Truth, compared, holds
from smail_runtime.routing.expand import expand
from smail_runtime.routing.operators import meant, seen_from, under
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.values import Expanded, Failed, Unknown, Value
from smail_runtime.routing.variables import OF_ADDRESS, OF_MESSAGE, SPELLINGS, canonical


class ConditionTrace(ABC):
    """The part of a trace that deals with variables and conditions."""

    def __init__(self, category: str, found: tuple[Diagnostic, ...] = ()) -> None:
        self.steps: list[Step] = []
        self.faults: list[Fault] = []
        self.address: int | None = None
        self._category = category
        self._found = [one for one in found if one.severity is Severity.ERROR]

    @abstractmethod
    def text(self, text: Text, scope: Scope, depth: int = 0) -> Expanded:
        """The value of a text."""

    def note(self, kind: str, name: str, value: Expanded | bool, at: Span, depth: int) -> None:
        """Write a step down."""
        shown = str(value).lower() if isinstance(value, bool) else value.text if isinstance(value, Value) else None
        reason = None if isinstance(value, bool | Value) else value.reason
        self.steps.append(Step(kind, name, shown, at.begin[1], depth, reason, self.address))

    def blame(self, trouble: Failed | Unknown, at: Span, name: str | None) -> None:
        """Write down why there is no value: the mistakes of form there, or else the reason found in evaluating.

        `name` is the variable that could be given a value.
        """
        if found := [one for one in self._found if at.start <= one.at.start <= at.end]:
            self.faults.extend(mistake(one, self._category) for one in found)
            return
        line, column = at.begin
        help_line = _advice(name, trouble) if name is not None else None
        temporary = isinstance(trouble, Unknown)
        self.faults.append(Fault(self._category, trouble.reason, column, line, help_line, temporary))

    def variable(self, one: Reference, scope: Scope, depth: int, *, needed: bool = True) -> Value | Failed:
        """The value of a reference, with a step for the variable and one for each operator."""
        lowered = expressions.variable(one)
        name = meant(lowered.name, lowered.operators, scope)
        value = self._applied(name, lowered.operators, scope, one, depth)
        if needed and isinstance(value, Failed):
            self.blame(value, one.at, name)
        return value

    def _applied(
        self, name: str, operators: tuple[str, ...], scope: Scope, one: Reference, depth: int
    ) -> Value | Failed:
        """As the daemon's `under`, noting every step; the innermost comes first."""
        if not operators:
            value = under(name, (), scope)
            self.note("variable", name or one.at.text, value, one.at, depth)
            return value
        other = seen_from(operators[0], scope)
        if isinstance(other, Failed):
            self.note("operator", operators[0], other, one.at, depth)
            return other
        inner = self._applied(name, operators[1:], scope if other is None else other, one, depth)
        if isinstance(inner, Failed):
            return inner
        value = under(name, operators, scope)
        self.note("operator", operators[0], value, one.at, depth)
        return value

    def condition(self, one: Condition, scope: Scope, depth: int) -> Truth:
        """Whether a condition holds, with the steps that decide it."""
        match one:
            case Junction(operator, conditions):
                truth = self._junction(operator, conditions, scope, depth)
            case Not(inner) if not isinstance(inner, Property):
                truth = self.condition(inner, scope, depth)
                truth = not truth if isinstance(truth, bool) else truth
            case Compare(_, variable, text):
                truth = self._compare(one, variable, text, scope, depth)
            case CompareTexts(operator, left, right):
                truth = self._compare_texts(operator, left, right, scope, depth)
            case Defined(variable):
                self.variable(variable, scope, depth, needed=False)
                truth = holds(expressions.condition(one), scope, expand)
            case Not() | HasHeader() | Property():
                truth = self._told(one, scope)
        self.note("condition", one.at.text, truth, one.at, depth)
        return truth

    def _told(self, one: Condition, scope: Scope) -> Truth:
        """A test that asks for nothing but facts."""
        truth = holds(expressions.condition(one), scope, expand)
        if not isinstance(truth, bool):
            self.blame(truth, one.at, None)
        return truth

    def _junction(self, operator: str, conditions: tuple[Condition, ...], scope: Scope, depth: int) -> Truth:
        deciding = operator == "or"
        for one in conditions:
            truth = self.condition(one, scope, depth)
            if not isinstance(truth, bool) or truth is deciding:
                return truth
        return not deciding

    def _compare(self, one: Compare, variable: Reference, text: Text, scope: Scope, depth: int) -> Truth:
        found = self.variable(variable, scope, depth)
        if isinstance(found, Failed):
            return found
        other = self.text(text, scope, depth + 1)
        return holds(expressions.condition(one), scope, expand) if isinstance(other, Value) else other

    def _compare_texts(self, operator: str, left: Text, right: Text, scope: Scope, depth: int) -> Truth:
        one = self.text(left, scope, depth + 1)
        if not isinstance(one, Value):
            return one
        other = self.text(right, scope, depth + 1)
        return compared(operator, one.text, other.text) if isinstance(other, Value) else other


def _advice(name: str, trouble: Failed | Unknown) -> str | None:
    """How the failing variable could get a value."""
    one = canonical(name)
    if one in OF_MESSAGE | OF_ADDRESS and trouble.reason.endswith("has no value here"):
        if one == "value":
            return "`value` exists only in the text that a lookup uses when it has found something"
        return f"give it one with `--set {one}=VALUE`"
    near = nearest(name, KNOWN | SPELLINGS) if one not in KNOWN else None
    return f"did you mean `{near}`?" if near else None
