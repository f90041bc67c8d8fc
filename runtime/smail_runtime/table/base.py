"""What all records of the program share: their base, places, and the driver that does not run.

The records of this package's `base`, `director`, `router`, `transport` and `program` modules are the table's
instruction set. Changing one changes the format: raise `FORMAT_VERSION` in `smail_runtime.table.layout`. All are
encoded as msgpack; durations are seconds, sizes bytes, modes ints.
"""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all records of the program."""


class Place(Record, frozen=True, array_like=True):
    """Where something is written: index into the list of source files, line from 1."""

    file: int
    line: int


class UnavailableDriver(Record, frozen=True, tag="unavailable"):
    """A driver that this release does not run."""

    driver: str
