"""Repairs shown as a unified diff, the form that `patch` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from smail_compiler.text.source import text_of
from smail_lint.fix.repair import Repaired


def difference(files: Iterable[Repaired]) -> str:
    """The changes of all files, before and after under the same name."""
    return "".join(line for file in files for line in _of_file(file))


def _of_file(file: Repaired) -> Iterator[str]:
    before, after = _lines(file.source.data), _lines(file.data)
    for line in unified_diff(before, after, f"a/{file.source.path}", f"b/{file.source.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """The lines with their newlines; other line ends are text."""
    lines = [f"{line}\n" for line in text_of(data).split("\n")]
    return [*lines[:-1], *([lines[-1][:-1]] if lines[-1] != "\n" else [])]
