"""What outlives a run: bytes under names. Nothing depends on it but time."""

from __future__ import annotations

from typing import Protocol


class Keeper(Protocol):
    """Keeps bytes from run to run, or does not."""

    def get(self, name: str) -> bytes | None:
        """What was kept under a name, whole and unchanged; None when there is nothing."""

    def put(self, name: str, data: bytes) -> None:
        """Keep it in the place of what was there, unless that cannot be done."""
