"""Printing the trees of expansions and command lines as text that parses to the same trees.

Variables are printed with braces and every argument of a condition in a group, so no neighbour can run into them.
"""

from __future__ import annotations

import itertools
import re

from smail_compiler.syntax.expression import (
    Command,
    Compare,
    CompareTexts,
    Condition,
    Conditional,
    Defined,
    ForEach,
    HasHeader,
    Home,
    Junction,
    Literal,
    Lookup,
    Not,
    Part,
    Property,
    Repeat,
    Text,
    Variable,
)

_DOLLAR = re.compile(r"(\\*)\$")
_PROTECTED = frozenset(" \t\n\\\"'$")


def print_text(text: Text) -> str:
    """The expansion as written in a value that is expanded."""
    neighbours = itertools.pairwise((*text.parts, None))
    return "".join(_part(part, before=next_part) for part, next_part in neighbours if part is not None)


def print_command(command: Command) -> str:
    """The command line as written in a `cmd` attribute."""
    return " ".join(_word(word) for word in command.words)


def _part(part: Part, *, before: Part | None) -> str:
    """One part of a text; backslashes count double where a `$` comes next."""
    match part:
        case Literal(text):
            dollars = _DOLLAR.sub(r"\1\1\\$", text)
            ends_in = len(text) - len(text.rstrip("\\"))
            return dollars if before is None or isinstance(before, Literal) else dollars + "\\" * ends_in
        case Home(login):
            return f"~{login}"
        case Variable():
            return f"${{{_name(part)}}}"
        case Conditional(condition, then, otherwise):
            return f"${{if {_condition(condition)} {_branches(then, otherwise)}}}"
        case Lookup(key, proto, file, found, missed):
            return f"${{lookup{{{_name(key)}}}{{{proto}}}{{{print_text(file)}}} {_branches(found, missed)}}}"
        case ForEach(items, text):
            return f"${{foreach{{{_name(items)}}} {{{print_text(text)}}}}}"
        case Repeat():
            raise ValueError("`$( ... $)` belongs to command lines")


def _branches(first: Text, second: Text | None) -> str:
    """What follows a condition or a lookup."""
    return f"{{{print_text(first)}}}" + (f" else {{{print_text(second)}}}" if second is not None else "")


def _name(variable: Variable) -> str:
    """Operators and name, as they stand inside braces."""
    return "".join(f"{operator}:" for operator in variable.operators) + variable.name


def _condition(condition: Condition) -> str:
    """A condition with its arguments."""
    match condition:
        case Not(inner):
            return f"!{_condition(inner)}"
        case Defined(variable):
            return f"def{{{_name(variable)}}}"
        case HasHeader(name):
            return f"header{{{name}}}"
        case Property(name, word):
            return f"{name}{{{word}}}"
        case Compare(operator, variable, text):
            return f"{operator}{{{_name(variable)}}}{{{print_text(text)}}}"
        case CompareTexts(operator, left, right):
            return f"{operator}{{{print_text(left)}}}{{{print_text(right)}}}"
        case Junction(operator, conditions):
            return operator + "{" + "".join(f"{{{_condition(one)}}}" for one in conditions) + "}"


def _word(word: Text) -> str:
    """One word of a command line; an empty one needs quotes."""
    return "".join(_piece(part) for part in word.parts) or '""'


def _piece(part: Part) -> str:
    """One part of a word."""
    match part:
        case Literal(text):
            return "".join(f"\\{one}" if one in _PROTECTED else one for one in text)
        case Variable():
            return f"${{{_name(part)}}}"
        case Repeat(words):
            return "$(" + " ".join(_word(one) for one in words) + "$)"
        case Home() | Conditional() | Lookup() | ForEach():
            raise ValueError("command lines have no branches and no homes")
