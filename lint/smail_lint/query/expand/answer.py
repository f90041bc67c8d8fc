"""The answer of `smail-query expand`: a value or words, the steps to it, or what makes it fail."""

from __future__ import annotations

import msgspec

from smail_compiler.emit import expressions
from smail_compiler.syntax.templates import parse_command, parse_loosely
from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_compiler.text.source import SourceFile, bytes_of
from smail_lint.query.expand.step import Fault, Step, mistake
from smail_lint.query.expand.trace import Trace
from smail_runtime.routing.expand import expand, expand_command
from smail_runtime.routing.scope import Scope
from smail_runtime.routing.values import Value

FAILED, BAD = "expansion-failed", "bad-substitution"


class Answer(msgspec.Struct, frozen=True):
    """What a string gives; `value` or `argv` is None when it fails, and then `faults` say why."""

    value: str | None
    argv: tuple[str, ...] | None
    steps: tuple[Step, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def expanded(string: str, scopes: tuple[Scope, ...]) -> Answer:
    """A string under the rules of expansions (reference semantics, section 8)."""
    source = SourceFile("STRING", bytes_of(string))
    tree, found = parse_loosely(string, _offsets(string), source)
    trace = Trace(FAILED, found)
    trace.text(tree, scopes[0])
    value = expand(expressions.text(tree), scopes[0])
    text = value.text if isinstance(value, Value) else None
    odd = tuple(one for one in found if text is not None or one.severity is not Severity.ERROR)
    return Answer(text, None, tuple(trace.steps), tuple(trace.faults), _said(odd))


def split(string: str, scopes: tuple[Scope, ...]) -> Answer:
    """A string under the rules of command lines (reference semantics, section 9)."""
    source = SourceFile("STRING", bytes_of(string))
    tree, found = parse_command(string, _offsets(string), source)
    if tree is None:
        return Answer(None, None, (), _wrong(found), ())
    trace = Trace(BAD, found)
    trace.command(tree, scopes)
    words = expand_command(expressions.command(tree), scopes)
    if not isinstance(words, tuple):
        return Answer(None, None, tuple(trace.steps), tuple(trace.faults), _said(found))
    return Answer(None, words, tuple(trace.steps), (), (*_said(found), *_program(words)))


def _program(words: tuple[str, ...]) -> tuple[str, ...]:
    if words and words[0].startswith("/"):
        return ()
    return ("the first word does not start with `/`: a pipe transport would refuse the command",)


def _offsets(string: str) -> tuple[int, ...]:
    """Where each character of a string begins in its bytes, and the end."""
    offsets = [0]
    for character in string:
        offsets.append(offsets[-1] + len(bytes_of(character)))
    return tuple(offsets)


def _wrong(found: tuple[Diagnostic, ...]) -> tuple[Fault, ...]:
    """Mistakes of form as faults."""
    return tuple(mistake(one, BAD) for one in found if one.severity is Severity.ERROR)


def _said(found: tuple[Diagnostic, ...]) -> tuple[str, ...]:
    """What is odd but no mistake."""
    return tuple(f"column {one.at.begin[1]}: {one.message}" for one in found)
