"""What is said of a value that does not fit its type."""

from __future__ import annotations

import re

from smail_compiler.schema.attribute import Attribute, ValueType
from smail_compiler.semantics import kinds
from smail_compiler.semantics.near import nearest
from smail_compiler.semantics.numbers import interval_of
from smail_compiler.syntax.nodes import AttributeNode
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix
from smail_compiler.text.source import Span

_ON = frozenset({"1", "yes", "on", "true", "y"})
_OFF = frozenset({"0", "no", "off", "false", "n"})
_OCTAL = re.compile(r"[+-]?0[0-7]*([89])", re.ASCII)
_NUMBER_UNIT = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|[0-9]+)([A-Za-z]+)", re.ASCII)
_INTERVAL_UNIT = re.compile(r"(?:[0-9]*[ywdhms])*[0-9]+([A-Za-z]+)", re.ASCII)


def boolean_required(fact: Attribute, node: AttributeNode) -> Diagnostic:
    """A switch was given a value."""
    word = (node.value or "").lower()
    sign = "+" if word in _ON else "-" if word in _OFF else None
    fix = Fix(f"write `{sign}{node.name}`", "unsafe", (Edit(node.at, sign + node.name),)) if sign else None
    return Diagnostic(
        kinds.WRONG_KIND,
        f"`{node.name}` is a switch and takes no value",
        node.place,
        help=f"write `{node.name}` to switch it on, `-{node.name}` to switch it off",
        category="boolean-required",
        fix=fix,
    )


def value_required(fact: Attribute, node: AttributeNode) -> Diagnostic:
    """A value is missing, or unset where it cannot be."""
    unset = "" if fact.type is ValueType.CHARACTER or not fact.resettable else f", or `-{node.name}` to unset it"
    return Diagnostic(
        kinds.WRONG_KIND,
        f"`{node.name}` needs a value, of type {fact.type.value}",
        node.at,
        help=f"write `{node.name} = ...`{unset}",
        category="value-required",
    )


def read_only(fact: Attribute, node: AttributeNode) -> Diagnostic:
    """A variable that only the program sets."""
    return Diagnostic(
        kinds.READ_ONLY, f"`{node.name}` cannot be set", node.at, help="remove this entry", category="read-only"
    )


def bad_number(fact: Attribute, node: AttributeNode, text: str) -> Diagnostic:
    """Not a number: an octal digit, a unit, or something else."""
    if wrong := _OCTAL.match(text):
        return Diagnostic(
            kinds.BAD_OCTAL,
            f"`{wrong[1]}` is no octal digit, and a number that begins with 0 is octal",
            within(node, *wrong.span(1)),
            help=f"drop the leading 0 for the decimal number `{text.lstrip('+-').lstrip('0')}`",
            category="bad-number",
        )
    if wrong := _NUMBER_UNIT.match(text):
        return Diagnostic(
            kinds.BAD_UNIT,
            f"`{node.name}` is a plain number, in which `{wrong[1]}` is no unit",
            within(node, *wrong.span(1)),
            help=_no_unit(fact, text),
            category="bad-number",
        )
    return _not_a(node, "number", "bad-number", "digits, with 0 in front for octal and 0x for hexadecimal")


def _no_unit(fact: Attribute, text: str) -> str:
    """The next step for a number with a unit: the seconds, when it counts these."""
    seconds = interval_of(text) if fact.value_kind == "interval" else None
    if seconds is not None:
        return f"it counts seconds and knows no units of time: write `{seconds}`"
    return "a number may end in k (times 1024), then M (times 1048576), and knows no units of time"


def bad_interval(node: AttributeNode, text: str) -> Diagnostic:
    """Not an interval: a unit it does not know, or something else."""
    if wrong := _INTERVAL_UNIT.match(text):
        return Diagnostic(
            kinds.BAD_UNIT,
            f"`{wrong[1]}` is no unit of time",
            within(node, *wrong.span(1)),
            help="the units are y, w, d, h, m and s, in lower case: `1h30m`",
            category="bad-interval",
        )
    return _not_a(node, "interval", "bad-interval", "digits with the units y, w, d, h, m and s: `1h30m`")


def bad_float(fact: Attribute, node: AttributeNode) -> Diagnostic:
    """Not a decimal fraction."""
    return _not_a(node, "decimal fraction", "bad-float", "digits with a point: `4.5`")


def _not_a(node: AttributeNode, noun: str, category: str, expected: str) -> Diagnostic:
    """A value of another kind altogether."""
    article = "an" if noun[0] in "aeiou" else "a"
    return Diagnostic(
        kinds.WRONG_KIND,
        f"the value of `{node.name}` is not {article} {noun}",
        node.place,
        help=f"write {expected}",
        category=category,
    )


def bad_character(fact: Attribute, node: AttributeNode) -> Diagnostic:
    """More or less than one character."""
    return Diagnostic(
        kinds.BAD_CHARACTER,
        f"`{node.name}` takes exactly one character",
        node.place,
        help=f"give a single letter or digit, as in `{node.name} = {fact.default or 'C'}`",
        category="bad-character",
    )


def bad_word(fact: Attribute, node: AttributeNode, text: str) -> Diagnostic:
    """A word outside a closed set."""
    near = nearest(text, fact.enum)
    meant = f"did you mean `{near}`? " if near else ""
    fix = Fix(f"write `{near}`", "unsafe", (Edit(node.value_at, near),)) if near and node.value_at else None
    return Diagnostic(
        kinds.BAD_WORD,
        f"`{text}` is none of the words `{node.name}` takes",
        node.place,
        help=f"{meant}it takes {', '.join(fact.enum[:-1])} or {fact.enum[-1]}",
        fix=fix,
    )


def does_not_fit(fact: Attribute, node: AttributeNode, value: int) -> Diagnostic:
    """A number that loses its upper bits."""
    return Diagnostic(
        kinds.ABOVE_MAXIMUM,
        f"the value of `{node.name}` does not fit into {fact.bits} bits, so {value} is used",
        node.place,
        help=f"the largest number is {(1 << fact.bits - 1) - 1}",
    )


def within(node: AttributeNode, start: int, end: int) -> Span:
    """The place of the characters `start` to `end` of a value."""
    if node.value_at is None or len(node.offsets) <= end:
        return node.place
    return node.at.source.span(node.offsets[start], node.offsets[end])
