"""Work that is begun early, in a copy of this process, while this one does something else."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

from smail_compiler.text.cores import Copy, cores_at_hand

_SIZE = 8


class Beforehand:
    """Bytes that will be asked for. With one core, or when not `early`, they are made when they are."""

    def __init__(self, work: Callable[[], bytes], *, early: bool) -> None:
        self._work = work
        self._copy = Copy.started(self._sized) if early and cores_at_hand() > 1 else None

    def __enter__(self) -> Beforehand:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """What nobody asked for is given up."""
        if self._copy is not None:
            self._copy.end()

    def result(self) -> bytes:
        """What the work gives, or raises."""
        copy, self._copy = self._copy, None
        data = copy.result() if copy is not None else b""
        whole = len(data) >= _SIZE and int.from_bytes(data[:_SIZE], "big") == len(data) - _SIZE
        return data[_SIZE:] if whole else self._work()

    def _sized(self) -> bytes:
        data = self._work()
        return len(data).to_bytes(_SIZE, "big") + data
