"""Long work shared by the processor cores: the same pieces in the same order, sooner.

Python computes on one core, so the others are given to copies of this process, which are made by fork: a copy starts
within milliseconds and has the text at hand. Results come back through pipes, as bytes. Where no copy can be had, or
one fails, the work is done here; what comes out is the same.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple, TypeVar

import msgspec

from smail_compiler.text.steps import reach

T = TypeVar("T")
Work = Callable[[T], list[bytes]]

MOST = 8
"""Copies beyond that number would wait for one another's memory."""


def shared(work: Work[T], pieces: Sequence[T]) -> Iterator[list[bytes]]:
    """What `work` gives for each piece, in their order. It must do nothing but give it.

    While this process works on its own pieces, the share of these that is done counts as the share of all.
    """
    cores = min(_cores(), len(pieces))
    bounds = [len(pieces) * number // max(cores, 1) for number in range(cores + 1)]
    ours, *others = [pieces[low:high] for low, high in pairwise(bounds)] or [pieces]
    copies = [(_copy(work, one), one) for one in others]
    try:
        for number, piece in enumerate(ours, 1):
            yield work(piece)
            reach(number / len(ours))
        while copies:
            copy, theirs = copies.pop(0)
            yield from _results(copy, work, theirs)
    finally:
        for copy, _ in copies:
            _ended(copy)


def _cores() -> int:
    """How many cores to use: one where other threads might hold locks that a copy would wait for."""
    if threading.active_count() > 1 or not hasattr(os, "fork"):
        return 1
    return min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)


class _Copy(NamedTuple):
    """A copy of this process, 0 when none was to be had, and the pipe that its results come through."""

    process: int
    pipe: int


def _copy(work: Work[T], pieces: Sequence[T]) -> _Copy:
    """Start a copy on some pieces."""
    pipe, end = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(end)
        return _Copy(0, pipe)
    if not child:
        with suppress(BaseException), os.fdopen(end, "wb") as out:
            out.write(msgspec.msgpack.encode([work(one) for one in pieces]))
        os._exit(0)
    os.close(end)
    return _Copy(child, pipe)


def _ended(copy: _Copy) -> None:
    """Let go of a copy; one that is still writing ends when nobody reads."""
    os.close(copy.pipe)
    if copy.process:
        with suppress(ChildProcessError):
            os.waitpid(copy.process, 0)


def _results(copy: _Copy, work: Work[T], pieces: Sequence[T]) -> Iterator[list[bytes]]:
    """What a copy sent; its work once more when that is not whole."""
    with os.fdopen(copy.pipe, "rb", closefd=False) as sent:
        data = sent.read()
    _ended(copy)
    try:
        found = msgspec.msgpack.decode(data, type=list[list[bytes]])
    except msgspec.DecodeError:
        found = []
    yield from found if len(found) == len(pieces) else map(work, pieces)
