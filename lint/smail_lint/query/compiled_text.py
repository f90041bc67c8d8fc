"""Compiled expansions written out again, for traces: a table keeps their meaning, not their spelling."""

from __future__ import annotations

from smail_runtime.table.expression import (
    Compare,
    CompareTexts,
    Condition,
    Conditional,
    Defined,
    ForEach,
    HasHeader,
    Home,
    Junction,
    Lookup,
    Part,
    Property,
    Repeat,
    Text,
    Variable,
)


def written(text: Text) -> str:
    """The expansion as it could stand in a configuration."""
    return "".join(_part(part) for part in text.parts)


def _part(part: Part) -> str:
    match part:
        case str():
            return part.replace("$", "\\$")
        case Home(login):
            return f"~{login}"
        case Variable():
            return f"${{{_name(part)}}}"
        case Conditional(condition, then, otherwise):
            return f"${{if {_condition(condition)} {_branches(then, otherwise)}}}"
        case Lookup(key, proto, file, found, missed):
            return f"${{lookup{{{_name(key)}}}{{{proto}}}{{{written(file)}}} {_branches(found, missed)}}}"
        case ForEach(items, text):
            return f"${{foreach{{{_name(items)}}} {{{written(text)}}}}}"
        case Repeat(words):
            return f"$({' '.join(map(written, words))}$)"


def _branches(first: Text, second: Text) -> str:
    return f"{{{written(first)}}}" + (f" else {{{written(second)}}}" if second.parts else "")


def _name(variable: Variable) -> str:
    return "".join(f"{operator}:" for operator in variable.operators) + variable.name


def _condition(condition: Condition) -> str:
    match condition:
        case Defined(variable):
            return f"def{{{_name(variable)}}}"
        case HasHeader(name):
            return f"header{{{name}}}"
        case Property(name, word):
            return f"{name}{{{word}}}"
        case Compare(operator, variable, text):
            return f"{operator}{{{_name(variable)}}}{{{written(text)}}}"
        case CompareTexts(operator, left, right):
            return f"{operator}{{{written(left)}}}{{{written(right)}}}"
        case Junction(operator, conditions):
            return operator + "{" + "".join(f"{{{_condition(one)}}}" for one in conditions) + "}"
    return f"!{_condition(condition.condition)}"
