"""Long work tells how far it is to whoever listens: a command with a terminal. Without a listener nothing is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Listener(Protocol):
    """Is told of steps that follow each other, and of the way made in the last of them."""

    def begin(self, doing: str, total: int, unit: str) -> None:
        """A step begins that will count `total` things; 0 when that is not known."""

    def reach(self, share: float) -> None:
        """That share of the step, from 0 to 1, is done."""


_LISTENER = ContextVar[Listener | None]("listener", default=None)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """While this lasts, `listener` is told."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def begin(doing: str, total: int = 0, unit: str = "") -> None:
    """A step begins."""
    listener = _LISTENER.get()
    if listener is not None:
        listener.begin(doing, total, unit)


def reach(share: float) -> None:
    """That share of the step is done."""
    listener = _LISTENER.get()
    if listener is not None:
        listener.reach(share)
