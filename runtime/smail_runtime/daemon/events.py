"""What the parts of the daemon need of its log."""

from __future__ import annotations

from typing import Protocol

Field = str | int | float | bool | None


class EventLog(Protocol):
    """Takes structured events; the log does the escaping."""

    def event(self, name: str, /, level: str = "info", **fields: Field) -> None:
        """One thing that happened. `level` is info, warning or alert; an alert asks for a person."""
