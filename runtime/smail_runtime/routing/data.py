"""What the resolver needs of a routing table."""

from __future__ import annotations

from typing import Protocol

from smail_runtime.table.base import Place
from smail_runtime.table.pattern import PatternEntry
from smail_runtime.table.program import Program


def lookup_section(proto: str, file: str) -> str:
    """The section of a file that look-ups search, by its protocol and its name as templates write it."""
    return f"lookup:{proto}:{file}"


class RoutingData(Protocol):
    """A table, seen by the resolver."""

    @property
    def program(self) -> Program:
        """The typed program."""

    def lookup(self, section: str, key: bytes) -> bytes | None:
        """The value of a key, case ignored, None when absent. Raises KeyError for a section that does not exist."""

    def line(self, section: str, key: bytes) -> int | None:
        """The line of the source on which a key stands, None when absent. Raises KeyError like `lookup`."""

    def patterns(self, section: str) -> tuple[PatternEntry, ...]:
        """The entries of a section whose keys are patterns, in the order of the source."""

    def place(self, at: Place) -> tuple[str, int]:
        """File name and line of a place."""


def shown_place(data: RoutingData, at: Place | None) -> str | None:
    """`directors:12`: file and line of a place; None for what is built in."""
    if at is None:
        return None
    file, line = data.place(at)
    return f"{file}:{line}"
