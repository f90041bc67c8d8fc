"""Rehearsing: how a run against a made-up world differs from a real one."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smail_runtime.routing.data import RoutingData
from smail_runtime.table.base import Place
from smail_runtime.table.pattern import PatternEntry
from smail_runtime.table.program import Program


class Rehearsal(msgspec.Struct, frozen=True):
    """`root` is a directory put before the paths of deliveries; `hosts` maps host names to where they really are.

    `smail_lib_dir` replaces the variable of that name; None keeps it.
    """

    root: str | None = None
    hosts: Mapping[str, tuple[str, int]] = {}
    smail_lib_dir: str | None = None


class Relocated:
    """A table whose relative file names lie below another directory."""

    def __init__(self, data: RoutingData, smail_lib_dir: str) -> None:
        program = data.program
        variables = msgspec.structs.replace(program.variables, smail_lib_dir=smail_lib_dir)
        self._data = data
        self._program = msgspec.structs.replace(program, variables=variables)

    @property
    def program(self) -> Program:
        """The program with the other directory."""
        return self._program

    def lookup(self, section: str, key: bytes) -> bytes | None:
        """As the table it stands for."""
        return self._data.lookup(section, key)

    def line(self, section: str, key: bytes) -> int | None:
        """As the table it stands for."""
        return self._data.line(section, key)

    def patterns(self, section: str) -> tuple[PatternEntry, ...]:
        """As the table it stands for."""
        return self._data.patterns(section)

    def place(self, at: Place) -> tuple[str, int]:
        """As the table it stands for."""
        return self._data.place(at)


def relocated(data: RoutingData, rehearsal: Rehearsal) -> RoutingData:
    """The table as the rehearsal wants it."""
    return data if rehearsal.smail_lib_dir is None else Relocated(data, rehearsal.smail_lib_dir)
