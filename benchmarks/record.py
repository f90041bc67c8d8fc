"""Figures and how they are shown: medians of several runs, a table on the screen, JSON on disk."""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

RESULTS = Path(__file__).parent / "results"


class Figure(msgspec.Struct, frozen=True):
    """One measurement: `median`, `low` and `high` in `unit`; `peer` names what `ratio` compares it with.

    A ratio is ours divided by the peer's, both measured in the same run, alternately.
    """

    name: str
    unit: str
    median: float
    low: float
    high: float
    peer: str = ""
    ratio: float | None = None


def figure(name: str, unit: str, samples: Sequence[float], peer: str = "", other: Sequence[float] = ()) -> Figure:
    """A figure from samples, with the ratio of medians when there is a peer."""
    middle = statistics.median(samples)
    ratio = middle / statistics.median(other) if other else None
    return Figure(name, unit, middle, min(samples), max(samples), peer, ratio)


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(runs: int, *works: Callable[[], object]) -> list[list[float]]:
    """Seconds of several works, run A B A B so that a drifting machine hits all alike; one warm-up each."""
    for work in works:
        work()
    rounds = [[seconds(work) for work in works] for _ in range(runs)]
    return [list(column) for column in zip(*rounds, strict=True)]


def show(figures: Sequence[Figure]) -> None:
    """Print the table."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table("what", "median", "unit", "low to high", "ratio", "beside", box=box.SIMPLE, pad_edge=False)
    for one in figures:
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        spread = f"{number(one.low)} to {number(one.high)}"
        table.add_row(one.name, number(one.median), one.unit, spread, ratio, one.peer)
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def number(value: float) -> str:
    """Three significant places, or whole thousands."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def save(figures: Sequence[Figure]) -> Path:
    """Write the figures with what is known of the machine; the file's path."""
    RESULTS.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count()}
    path = RESULTS / f"{time.strftime('%Y%m%dT%H%M%S')}.json"
    content = {"machine": machine, "figures": msgspec.to_builtins(tuple(figures))}
    path.write_text(json.dumps(content, indent=1) + "\n")
    return path
