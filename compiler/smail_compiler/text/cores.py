"""Long work shared by the processor cores: the same pieces in the same order, sooner.

Python computes on one core, so the others are given to copies of this process, which are made by fork: a copy starts
within milliseconds and has the text at hand. Results come back through pipes, as bytes. Where no copy can be had, or
one fails, the work is done here; what comes out is the same.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from contextvars import Context, ContextVar
from functools import partial
from itertools import pairwise
from typing import NamedTuple, TypeVar

import msgspec

from smail_compiler.text.steps import reach

T = TypeVar("T")
Work = Callable[[T], list[bytes]]

MOST = 8
"""Copies beyond that number would wait for one another's memory."""
_COPIED = ContextVar("copied", default=False)


def shared(work: Work[T], pieces: Sequence[T]) -> Iterator[list[bytes]]:
    """What `work` gives for each piece, in their order. It must do nothing but give it.

    While this process works on its own pieces, the share of these that is done counts as the share of all.
    """
    cores = min(cores_at_hand(), len(pieces))
    bounds = [len(pieces) * number // max(cores, 1) for number in range(cores + 1)]
    ours, *others = [pieces[low:high] for low, high in pairwise(bounds)] or [pieces]
    copies = [(Copy.started(partial(_done, work, one)), one) for one in others]
    try:
        for number, piece in enumerate(ours, 1):
            yield work(piece)
            reach(number / len(ours))
        while copies:
            copy, theirs = copies.pop(0)
            yield from _results(copy.result(), work, theirs)
    finally:
        for copy, _ in copies:
            copy.end()


def cores_at_hand() -> int:
    """How many cores to use: one in a copy, and where other threads might hold locks that a copy would wait for."""
    if _COPIED.get() or threading.active_count() > 1 or not hasattr(os, "fork"):
        return 1
    return min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)


class Copy(NamedTuple):
    """A copy of this process, 0 when none was to be had, and the pipe that its result comes through."""

    process: int
    pipe: int

    @staticmethod
    def started(work: Callable[[], bytes]) -> Copy:
        """A copy that works, tells nobody how far it is, and makes no copies of its own."""
        pipe, end = os.pipe()
        try:
            child = os.fork()
        except OSError:
            os.close(end)
            return Copy(0, pipe)
        if not child:
            with suppress(BaseException), os.fdopen(end, "wb") as out:
                out.write(Context().run(_copied, work))
            os._exit(0)
        os.close(end)
        return Copy(child, pipe)

    def result(self) -> bytes:
        """What the work gave, perhaps cut short; empty when it failed. To be asked once."""
        with os.fdopen(self.pipe, "rb", closefd=False) as sent:
            data = sent.read()
        self.end()
        return data

    def end(self) -> None:
        """Let go of the copy, whatever it is doing."""
        os.close(self.pipe)
        if self.process:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self.process, 0)


def _copied(work: Callable[[], bytes]) -> bytes:
    _COPIED.set(True)
    return work()


def _done(work: Work[T], pieces: Sequence[T]) -> bytes:
    return msgspec.msgpack.encode([work(one) for one in pieces])


def _results(data: bytes, work: Work[T], pieces: Sequence[T]) -> Iterator[list[bytes]]:
    """What a copy sent; its work once more when that is not whole."""
    try:
        found = msgspec.msgpack.decode(data, type=list[list[bytes]])
    except msgspec.DecodeError:
        found = []
    yield from found if len(found) == len(pieces) else map(work, pieces)
