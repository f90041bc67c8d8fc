"""Numbers that a site may set for a rule, each with its range."""

from __future__ import annotations

import msgspec


class Parameter(msgspec.Struct, frozen=True):
    """A number of the rule with this code: its default and the least and most it may be, both included.

    `meaning` is a phrase with the unit.
    """

    code: str
    name: str
    default: int
    least: int
    most: int
    meaning: str

    @property
    def key(self) -> tuple[str, str]:
        """What a site's own value is found by."""
        return self.code, self.name
