"""Typed reading of the settings of an entry: as written, else the default."""

from __future__ import annotations

from smail_compiler.emit.expressions import FAILS, command, literal, text
from smail_compiler.ir.program import Entry, Setting
from smail_compiler.schema.attribute import Scalar
from smail_compiler.syntax import expression as tree
from smail_runtime.table import expression as run


class Fields:
    """The generic or the private part of one entry. A name that is nowhere set reads as nothing, 0 or False."""

    def __init__(self, entry: Entry, *, private: bool) -> None:
        self._entry = entry
        self._private = private

    def value(self, name: str) -> Scalar:
        """The value as it is."""
        return self._entry.value(name, private=self._private)

    def flag(self, name: str) -> bool:
        """A boolean."""
        return bool(self.value(name))

    def number(self, name: str) -> int:
        """A number, mode or interval."""
        return number(self.value(name))

    def word(self, name: str) -> str | None:
        """A string that is not expanded."""
        return word(self.value(name))

    def words(self, name: str) -> tuple[str, ...]:
        """A list."""
        return split(self.value(name))

    def text(self, name: str) -> run.Text | None:
        """A string that is expanded."""
        written = self._written(name)
        if written is not None:
            return setting_text(written)
        default = self.word(name)
        return None if default is None else literal(default)  # no default mentions a variable

    def texts(self, name: str) -> tuple[run.Text, ...]:
        """A list whose items are expanded one by one; an item that is not well formed is left out."""
        written = self._written(name)
        if written is not None:
            return tuple(text(one) for one in written.items)
        return tuple(map(literal, self.words(name)))

    def headers(self, name: str) -> tuple[run.Text, ...]:
        """All values of a setting that accumulates, in file order."""
        written = (one for one in self._settings() if one.name == name)
        return tuple(one for one in map(setting_text, written) if one is not None)

    def command(self, name: str) -> run.Command | None:
        """A command line."""
        written = self._written(name)
        if written is None or written.value is None:
            return None
        found = written.template
        return command(found) if isinstance(found, tree.Command) else run.Command((FAILS,))

    def _written(self, name: str) -> Setting | None:
        return self._entry.setting(name, private=self._private)

    def _settings(self) -> tuple[Setting, ...]:
        return self._entry.private if self._private else self._entry.generic


def number(value: Scalar) -> int:
    """A number, mode or interval, 0 when it is unset."""
    return value if isinstance(value, int) else 0


def word(value: Scalar) -> str | None:
    """A string that is not expanded."""
    return value if isinstance(value, str) else None


def split(value: Scalar, separator: str = ":") -> tuple[str, ...]:
    """The items of a list: nothing is trimmed and items may be empty (reference semantics, section 7)."""
    return tuple(value.split(separator)) if isinstance(value, str) else ()


def setting_text(setting: Setting) -> run.Text | None:
    """The expanded value of a setting; one that is not well formed fails whenever it is asked for."""
    if setting.value is None:
        return None
    return text(setting.template) if isinstance(setting.template, tree.Text) else FAILS
