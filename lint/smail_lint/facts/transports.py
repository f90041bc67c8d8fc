"""Transports as rules look at them: those that a file defines and that are in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smail_compiler.ir.program import Entry, Setting
from smail_compiler.syntax.expression import Command
from smail_compiler.text.source import Span

PRODUCED = frozenset({"file", "pipe"})
"""The transports that directors choose for the files and commands of alias and forward files."""


def in_force(transports: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those that a look-up by name finds: the first of each name."""
    firsts: dict[str, Entry] = {}
    for entry in transports:
        firsts.setdefault(entry.name, entry)
    return tuple(firsts.values())


def written(entries: Iterable[Entry], *drivers: str) -> Iterator[tuple[Entry, Span]]:
    """Those of these drivers, all if none are named, with the place of their names."""
    for entry in entries:
        if entry.at is not None and (not drivers or entry.driver in drivers):
            yield entry, entry.at


def has(entry: Entry, *flags: str) -> bool:
    """Whether any of these generic flags is on."""
    return any(entry.value(flag, private=False) is True for flag in flags)


def number(entry: Entry, name: str, *, private: bool = False) -> int:
    """A numeric attribute, 0 when it is unset."""
    value = entry.value(name, private=private)
    return value if isinstance(value, int) else 0


def place(entry: Entry, name: str, *, private: bool = False) -> Span | None:
    """Where an attribute is written, else where the entry begins; None for what is built in."""
    setting = entry.setting(name, private=private)
    return setting.at if setting is not None and setting.at is not None else entry.at


def setting_on(entry: Entry, name: str, *, private: bool = False) -> Setting | None:
    """A flag that the entry itself switches on."""
    setting = entry.setting(name, private=private)
    return setting if setting is not None and setting.value is True else None


def command(entry: Entry) -> Command | None:
    """The command of a pipe, when it was understood."""
    setting = entry.setting("cmd", private=True)
    return setting.template if setting is not None and isinstance(setting.template, Command) else None
