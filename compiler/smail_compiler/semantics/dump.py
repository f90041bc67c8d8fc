"""The dump form: a setting as it would be written in a file (reference semantics, section 5)."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.schema.attribute import Attribute, Scalar, ValueType
from smail_compiler.semantics.numbers import SECONDS
from smail_compiler.text.source import bytes_of

_ESCAPES = str.maketrans(
    {
        '"': '\\"',
        "\\": "\\\\",
        "\b": "\\b",
        "\f": "\\f",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\v": "\\v",
        "\x1b": "\\e",
        "\x07": "\\g",
    }
)


def dumped(fact: Attribute, value: Scalar) -> str:
    """The whole setting: `name = value`, `+name`, or `-name` for what is off, unset or zero."""
    text = printed(fact, value)
    return text if text in (f"+{fact.name}", f"-{fact.name}") else f"{fact.name} = {text}"


def printed(fact: Attribute, value: Scalar) -> str:
    """The value alone; `+name` for what is on, `-name` for what is off, unset or zero."""
    if isinstance(value, bool) or value is None or (value == 0 and not isinstance(value, str)):
        return f"{'+' if value else '-'}{fact.name}"
    if isinstance(value, str):
        return value if fact.type is ValueType.CHARACTER and value.isalnum() else quoted(value)
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if fact.type is ValueType.MODE:
        return f"0{value:o}" if value > 0 else str(value)
    return interval(value) if fact.type is ValueType.INTERVAL and value > 0 else number(value)


def quoted(text: str) -> str:
    """A text between double quotes, escaped so that it reads back and nothing invisible is left but NUL."""
    return f'"{text.translate(_ESCAPES) if text.isprintable() else "".join(_escaped(text))}"'


def _escaped(text: str) -> Iterator[str]:
    """Bytes without a letter of their own are octal; a digit behind one would count to it, so it is octal too."""
    octal = False
    for character in text:
        known = _ESCAPES.get(ord(character))
        octal = known is None and character != "\0" and _needs_octal(character, octal)
        yield "".join(f"\\{byte:o}" for byte in bytes_of(character)) if octal else known or character


def _needs_octal(character: str, behind_octal: bool) -> bool:
    return not character.isprintable() or (behind_octal and character in "01234567")


def number(value: int) -> str:
    """A number, with M or K when it is a multiple of them."""
    for letter, size in (("M", 1_048_576), ("K", 1_024)):
        if value and value % size == 0:
            return f"{value // size}{letter}"
    return str(value)


def interval(seconds: int) -> str:
    """An interval in weeks, days, hours, minutes and seconds without the parts that are zero; `0` for zero.

    Years count too where that is shorter: `1y` instead of `52w1d5h45m36s`.
    """
    years, rest = divmod(seconds, SECONDS["y"])
    plain, yearly = _in_units(seconds), f"{years}y{_in_units(rest)}"
    return yearly if years and len(yearly) < len(plain) else plain or "0"


def _in_units(seconds: int) -> str:
    parts: list[str] = []
    for letter in "wdhms":
        count, seconds = divmod(seconds, SECONDS[letter])
        if count:
            parts.append(f"{count}{letter}")
    return "".join(parts)
