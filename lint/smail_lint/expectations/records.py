"""A file of expectations, read."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smail_compiler.text.source import SourceFile, Span
from smail_runtime.routing.described.script import Script

OUTCOMES = ("deliver", "defer", "fail", "none")
OF_DELIVERY = ("transport", "user", "host", "path", "address")
"""What may be expected of a delivery; all but `address` may stand in the expectation itself too."""


class Wanted(msgspec.Struct, frozen=True):
    """What is expected of one delivery: the values by key, and where the whole stands."""

    values: Mapping[str, str]
    at: Span


class Expectation(msgspec.Struct, frozen=True):
    """One `[[expect]]`; `addresses` are each expected to end so.

    `grade` is empty for ordinary mail. `delivery` is what some delivery is to be, `deliveries` what all of them
    are, None for not said. `places` is where each key stands, `last` where more could be written, `table` whether it
    has lines of its own.
    """

    addresses: tuple[str, ...]
    sender: str
    grade: str
    name: str
    outcome: str | None
    delivery: Mapping[str, str]
    deliveries: tuple[Wanted, ...] | None
    error: str | None
    via: tuple[str, ...]
    places: Mapping[str, Span]
    at: Span
    last: int
    table: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is expected."""
        return not (self.outcome or self.delivery or self.error or self.via) and self.deliveries is None


class Written(msgspec.Struct, frozen=True):
    """A file: `target` and `world` as written, `script` for a world that stands in the file itself."""

    source: SourceFile
    target: str
    world: str | None
    script: Script | None
    expectations: tuple[Expectation, ...]
    places: Mapping[str, Span]
