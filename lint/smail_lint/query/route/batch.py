"""Addresses from a file, one a line, however many: blank lines and lines that begin with `#` are left out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

LONGEST = 16 * 1024
"""Bytes of the longest line that is taken for an address."""


def addresses(file: BinaryIO, complain: Callable[[str], None]) -> Iterator[str]:
    """The addresses; `complain` is told of each line that is too long to be one."""
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST and not line.endswith(b"\n"):
            complain(f"line {number} is longer than {LONGEST} bytes and no address: left out")
            _skip_rest(file)
            continue
        text = line.decode("utf-8", "surrogateescape").strip()
        if text and not text.startswith("#"):
            yield text


def _skip_rest(file: BinaryIO) -> None:
    while (piece := file.readline(LONGEST)) and not piece.endswith(b"\n"):
        pass


def opened_batch(path: Path) -> BinaryIO:
    """The file, or standard input for `-`. Raises OSError, ValueError for a name that no file has."""
    return sys.stdin.buffer if str(path) == "-" else path.open("rb")
