"""Text to typed values: which form a setting may take and what it means (reference semantics, section 5)."""

from __future__ import annotations

import msgspec

from smail_compiler.schema.attribute import Attribute, Scalar, ValueType
from smail_compiler.semantics import complaints
from smail_compiler.semantics.numbers import double_of, exact_number_of, interval_of, number_of
from smail_compiler.semantics.ranges import out_of_range
from smail_compiler.syntax.nodes import AttributeNode, Sign
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import bytes_of

_ZERO: dict[ValueType, Scalar] = {
    ValueType.STRING: None,
    ValueType.INTEGER: 0,
    ValueType.MODE: 0,
    ValueType.INTERVAL: 0,
    ValueType.DOUBLE: 0.0,
    ValueType.HEADER: "0",
}


class Reading(msgspec.Struct, frozen=True):
    """A typed value and what there is to say about it; without `usable` there is no value."""

    value: Scalar
    found: tuple[Diagnostic, ...] = ()
    usable: bool = True


def read(fact: Attribute, node: AttributeNode) -> Reading:
    """The typed value of a setting as it is written, and whether it is in range."""
    reading = _read(fact, node)
    if not reading.usable or reading.found:
        return reading
    return Reading(reading.value, out_of_range(fact, node, reading.value))


def _read(fact: Attribute, node: AttributeNode) -> Reading:
    """The typed value of a setting."""
    if fact.type is ValueType.READ_ONLY:
        return _refuse(complaints.read_only(fact, node))
    if fact.type is ValueType.BOOLEAN:
        return _boolean(fact, node)
    if node.value is not None:
        return _value(fact, node, node.value)
    if node.sign is Sign.MINUS and fact.type in _ZERO and fact.resettable:
        return Reading(_ZERO[fact.type])
    if fact.type is ValueType.HEADER:
        return Reading("1")
    return _refuse(complaints.value_required(fact, node))


def _refuse(complaint: Diagnostic) -> Reading:
    """No value, for this reason."""
    return Reading(None, (complaint,), usable=False)


def _boolean(fact: Attribute, node: AttributeNode) -> Reading:
    """On for `x` and `+x`, off for `-x`; a value is refused whatever it says."""
    if node.sign is Sign.VALUE:
        return _refuse(complaints.boolean_required(fact, node))
    return Reading(node.sign is not Sign.MINUS)


def _value(fact: Attribute, node: AttributeNode, text: str) -> Reading:
    """The value of `name = text`."""
    if fact.type in (ValueType.INTEGER, ValueType.MODE):
        return _number(fact, node, text)
    if fact.type is ValueType.INTERVAL:
        seconds = interval_of(text)
        return _refuse(complaints.bad_interval(node, text)) if seconds is None else Reading(seconds)
    if fact.type is ValueType.DOUBLE:
        double = double_of(text)
        return _refuse(complaints.bad_float(fact, node)) if double is None else Reading(double)
    if fact.type is ValueType.CHARACTER:
        return Reading(text) if len(bytes_of(text)) == 1 else _refuse(complaints.bad_character(fact, node))
    if fact.enum and text not in fact.enum:
        return _refuse(complaints.bad_word(fact, node, text))
    return Reading(text)


def _number(fact: Attribute, node: AttributeNode, text: str) -> Reading:
    """A number, cut to its size as Smail does; what is lost is told."""
    value, exact = number_of(text, fact.bits), exact_number_of(text)
    if value is None or exact is None:
        return _refuse(complaints.bad_number(fact, node, text))
    return Reading(value, (complaints.does_not_fit(fact, node, value),) if exact != value else ())
