"""Attributes of entries as rules look at them."""

from __future__ import annotations

from smail_compiler.ir.program import Entry
from smail_compiler.text.source import Span


def text(entry: Entry, name: str, *, private: bool = True) -> str:
    """A text attribute, empty when it is unset."""
    value = entry.value(name, private=private)
    return value if isinstance(value, str) else ""


def items(entry: Entry, name: str, *, private: bool = True) -> tuple[str, ...]:
    """The items of a list in an attribute, empty ones left out."""
    return tuple(item for item in text(entry, name, private=private).split(":") if item)


def value_place(entry: Entry, name: str, *, private: bool = True) -> Span | None:
    """Where the value of an attribute is written, else the attribute, else the entry; None for what is built in."""
    setting = entry.setting(name, private=private)
    return (setting.place if setting is not None else None) or entry.at
