"""Entries as rules look at them: those that a file defines and of which everything was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span


def sound(entries: Iterable[Entry], diagnostics: Iterable[Diagnostic]) -> tuple[Entry, ...]:
    """Those without a fault of form or type, where what they lack may stand."""
    faults = [one.at for one in diagnostics if one.category is not None]
    return tuple(entry for entry in entries if _is_sound(entry, faults))


def _is_sound(entry: Entry, faults: list[Span]) -> bool:
    span = entry.span
    if entry.at is None or not entry.known or span is None:
        return False
    return not any(at.source is span.source and span.start <= at.start <= span.end for at in faults)


def of_drivers(entries: Iterable[Entry], *drivers: str) -> Iterator[tuple[Entry, Span]]:
    """Those of these drivers, all if none are named, with the place of their names."""
    for entry in entries:
        if entry.at is not None and (not drivers or entry.driver in drivers):
            yield entry, entry.at


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
    return entry.at if setting is None else setting.value_at or setting.at or entry.at
