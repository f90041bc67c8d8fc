"""Broken twins of clean sites: the same files with faults planted, each with the finding that it must give.

A list of faults is TOML, `[[fault]]` with these keys:

- `file`, `was`, `now`: the text that is replaced, which stands once in the file, and what stands there then;
- `code`: the rule that must fire, and nothing else;
- `at`: the text at whose start it must fire, by default `now`; `last` for its last place instead of its first, `in`
  for a file where it is looked for from the first line, instead of in `now`;
- `why`: what is wrong, for the reader.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

NOT_OF_THE_SITE = frozenset({"README.md", "routing.toml", "world.toml", "expected.json"})


class Place(NamedTuple):
    """Where a rule fires, in the words of `expected.json`."""

    file: str
    line: int
    column: int
    code: str


class Fault(NamedTuple):
    """One planted fault; the module tells what the values are."""

    file: str
    was: str
    now: str
    code: str
    why: str
    at: str
    shown_in: str | None
    last: bool

    def planted(self, files: Mapping[str, str]) -> dict[str, str]:
        """The files with this fault in them."""
        assert files[self.file].count(self.was) == 1, f"{self.was!r} stands {files[self.file].count(self.was)} times"
        return {**files, self.file: files[self.file].replace(self.was, self.now)}

    def place(self, files: Mapping[str, str]) -> Place:
        """Where it must be found in the files of a twin."""
        name = self.shown_in or self.file
        text = files[name]
        start = 0 if self.shown_in else text.index(self.now)
        end = len(text) if self.shown_in else start + len(self.now)
        found = text.rfind(self.at, start, end) if self.last else text.find(self.at, start, end)
        assert found >= 0, f"{self.at!r} does not stand in {name}"
        line_start = text.rfind("\n", 0, found) + 1
        return Place(name, text.count("\n", 0, found) + 1, found - line_start + 1, self.code)


def read_faults(path: Path) -> tuple[Fault, ...]:
    """The faults of a list."""
    return tuple(_fault(one) for one in tomllib.loads(path.read_text("utf-8"))["fault"])


def _fault(one: Mapping[str, str]) -> Fault:
    return Fault(
        one["file"],
        one["was"],
        one["now"],
        one["code"],
        one["why"],
        one.get("at", one["now"]),
        one.get("in"),
        bool(one.get("last", False)),
    )


def files_of(site: Path) -> dict[str, str]:
    """The files of a sample that belong to the site itself, by name."""
    names = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file())
    return {name: (site / name).read_text("utf-8") for name in names if name not in NOT_OF_THE_SITE}


def all_planted(faults: Iterable[Fault], files: Mapping[str, str]) -> dict[str, str]:
    """The twin: every fault at once."""
    twin = dict(files)
    for one in faults:
        twin = one.planted(twin)
    return twin
