"""Where the keys and values of a TOML file stand: `tomllib` tells what they are, and this where.

The text must have been accepted by `tomllib`; what is not TOML is not looked at closely.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]
Range = tuple[int, int]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_TEXT = re.compile(
    r"\"\"\"(?:[^\"\\]|\\.|\"{1,2}(?!\"))*\"{3,5}|'''(?:[^']|'{1,2}(?!'))*'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\n]*")


class Places:
    """The half-open ranges of characters of keys and of values, by their path from the top."""

    def __init__(self, text: str) -> None:
        self.keys: dict[Path, Range] = {}
        self.values: dict[Path, Range] = {}
        self._text = text
        self._at = 0
        self._counts: dict[Path, int] = {}
        self._read()

    def of(self, path: Path) -> Range:
        """The range of a value, else that of its key, else of the nearest thing around it that has one."""
        while path:
            found = self.values.get(path) or self.keys.get(path)
            if found is not None:
                return found
            path = path[:-1]
        return 0, 0

    def of_key(self, path: Path) -> Range:
        """The range of a key, else as `of`."""
        return self.keys.get(path) or self.of(path)

    def _read(self) -> None:
        inside: Path = ()
        while self._skip(_BLANK) < len(self._text):
            start = self._at
            if self._text[start] == "[":
                inside = self._header(start)
            elif not self._pair(inside):
                return

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _header(self, start: int) -> Path:
        """`[table]` or `[[table]]`: the path that the following keys are in."""
        many = self._text.startswith("[[", start)
        self._at = start + (2 if many else 1)
        path: Path = ()
        for name, place in self._dotted():
            path = self._last_of((*path, name))
            self.keys.setdefault(path, place)
        if many:
            path = path[:-1] if path and isinstance(path[-1], int) else path
            number = self._counts.get(path, 0)
            self._counts[path] = number + 1
            path = (*path, number)
        self._at = self._text.find("]", self._at) + (2 if many else 1)
        self.keys[path] = (start, self._at)
        return path

    def _last_of(self, path: Path) -> Path:
        """A path that leads to a list of tables means the last of them."""
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _dotted(self) -> list[tuple[str, Range]]:
        names: list[tuple[str, Range]] = []
        while True:
            found = _KEY.match(self._text, self._skip(_SPACE))
            if found is None:
                return names
            self._at = found.end()
            names.append((_plain(found[0]), found.span()))
            if not self._text.startswith(".", self._skip(_SPACE)):
                return names
            self._at += 1

    def _pair(self, inside: Path) -> bool:
        """`key = value`; False when there is none."""
        path = inside
        for name, place in self._dotted():
            path = (*path, name)
            self.keys.setdefault(path, place)
        if path == inside or not self._text.startswith("=", self._at):
            return False
        self._at += 1
        self._skip(_SPACE)
        self._value(path)
        return True

    def _value(self, path: Path) -> None:
        start = self._at
        text = _TEXT.match(self._text, start)
        if text is not None:
            self._at = text.end()
        elif self._text.startswith("[", start):
            self._array(path)
        elif self._text.startswith("{", start):
            self._inline(path)
        else:
            self._skip(_BARE)
        end = start + len(self._text[start : self._at].rstrip())
        self.values[path] = (start, end)

    def _array(self, path: Path) -> None:
        self._at += 1
        number = 0
        while self._skip(_BLANK) < len(self._text) and self._text[self._at] != "]":
            self._value((*path, number))
            number += 1
            self._skip(_BLANK)
            self._at += self._text.startswith(",", self._at)
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        while self._skip(_BLANK) < len(self._text) and self._text[self._at] != "}":
            if not self._pair(path):
                return
            self._skip(_BLANK)
            self._at += self._text.startswith(",", self._at)
        self._at += 1


def _plain(key: str) -> str:
    """A key as `tomllib` gives it."""
    if key[0] not in "\"'":
        return key
    parsed: Mapping[str, str] = tomllib.loads(f"key = {key}")
    return parsed["key"]
