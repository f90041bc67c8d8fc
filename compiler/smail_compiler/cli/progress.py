"""A bar about the step of a long run, on a terminal: what is done, which share, how much of how much, the time left.

It is one line on standard error that comes after half a second and is gone at the end. It is drawn when the work says
how far it is, by no thread: a process with threads has no copies made of it that share its work.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

DELAY = 0.5
"""Seconds that a run may take without showing anything."""

_BETWEEN = 0.1  # seconds from one drawing to the next
_CLEAR = "\r\x1b[K"
_MEBI = 1 << 20
_ROOMY = 60  # columns from which on counts are shown, too


class Terminal(Protocol):
    """What the bar is drawn on."""

    def write(self, text: str, /) -> object: ...
    def flush(self) -> object: ...
    def isatty(self) -> bool: ...


class Bar:
    """The bar; a `smail_compiler.text.steps.Listener`."""

    def __init__(self, on: Terminal | None = None, environment: Mapping[str, str] = os.environ) -> None:
        self._on: Terminal = on or sys.stderr
        self._wanted = self._on.isatty() and environment.get("TERM", "dumb") != "dumb"
        self._coloured = not environment.get("NO_COLOR")
        self._next = time.monotonic() + DELAY
        self._drawing: _Drawing | None = None
        self._step: tuple[str, int, str, float] = ("", 0, "", 0.0)
        self._began = time.monotonic()
        self._shown = False

    def begin(self, doing: str, total: int, unit: str) -> None:
        """A step begins."""
        self._step, self._began = (doing, total, unit, 0.0), time.monotonic()
        self._draw()

    def reach(self, share: float) -> None:
        """That share of it is done."""
        self._step = (*self._step[:3], share)
        self._draw()

    def clear(self) -> None:
        """Leave nothing on the screen."""
        if self._shown:
            self._on.write(_CLEAR)
            self._on.flush()
            self._shown = False

    def _draw(self) -> None:
        now = time.monotonic()
        if not self._wanted or now < self._next:
            return
        self._drawing = self._drawing or _Drawing(self._coloured)
        doing, total, unit, share = self._step
        self._on.write(_CLEAR + self._drawing.line(doing, total, unit, share, now - self._began))
        self._on.flush()
        self._shown, self._next = True, now + _BETWEEN


class _Drawing:
    """Makes lines as wide as the terminal is at the time."""

    def __init__(self, coloured: bool) -> None:
        self._coloured = coloured

    def line(self, doing: str, total: int, unit: str, share: float, since: float) -> str:
        """The line for a share of a step that began `since` seconds ago."""
        from rich.console import Console

        width = shutil.get_terminal_size().columns - 1
        console = Console(
            file=sys.stderr, force_terminal=True, width=width, height=2, no_color=not self._coloured, highlight=False
        )
        if not self._coloured:
            console = Console(file=sys.stderr, color_system=None, width=width, height=2, highlight=False)
        with console.capture() as drawn:
            console.print(_bar(doing, total, unit, share, since, width), end="", no_wrap=True, crop=True)
        return drawn.get().replace("\n", "")


def _bar(doing: str, total: int, unit: str, share: float, since: float, width: int) -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn

    columns = [TextColumn("{task.description}", markup=False)]
    if total:
        texts = ["{task.percentage:>3.0f}%", *([_count(total, unit, share)] if width >= _ROOMY else [])]
        texts += [_left(share, since)]
        columns += [BarColumn(bar_width=None), *(TextColumn(one, markup=False) for one in texts)]  # type: ignore[list-item]
    progress = Progress(*columns, auto_refresh=False, expand=bool(total))
    progress.add_task(doing if total else f"{doing} ...", total=1000, completed=min(round(1000 * share), 1000))
    return progress


def _count(total: int, unit: str, share: float) -> str:
    if unit == "bytes":
        return f"{share * total / _MEBI:.0f}/{total / _MEBI:.0f} MiB"
    return f"{round(share * total):,}/{total:,} {unit}"


def _left(share: float, since: float) -> str:
    """The time that the rest takes if it goes on as before; nothing while that is a guess."""
    if share < 0.02 or since < 0.2:
        return "-:--"
    seconds = round(since / share * (1 - share))
    return f"{seconds // 60}:{seconds % 60:02}"
