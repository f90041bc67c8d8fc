"""Which edition of the language a site is written in, and how that is known."""

from __future__ import annotations

import msgspec

from smail_compiler.schema.dialects import BASE, EXTENDED
from smail_compiler.text.source import Span


class Dialect(msgspec.Struct, frozen=True):
    """A dialect by its name in `smail_compiler.schema.dialects`; `reason` tells why it is taken, `at` what shows it.

    `settled` is False as long as the site's settings may still tell another.
    """

    name: str = BASE
    reason: str = "no file declares a dialect, and nothing in them belongs to another"
    at: Span | None = None
    settled: bool = False

    @property
    def edition(self) -> str:
        """The edition of Smail whose names count: the extended dialect has those of the base."""
        return BASE if self.name == EXTENDED else self.name

    @property
    def extended(self) -> bool:
        """Whether `+=`, `=+` and `$DEFAULT` count."""
        return self.name == EXTENDED
