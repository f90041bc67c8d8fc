"""What a report is made from."""

from __future__ import annotations

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Severity


class Findings(msgspec.Struct, frozen=True):
    """One run's result: the findings in the order of `in_order`, and how many files were read.

    `base` is what was put in front of the paths of files, such as `etc/smail/`; fingerprints do without it.
    """

    found: tuple[Diagnostic, ...]
    files: int
    base: str = ""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(one.severity is severity for one in self.found)

    def fails(self, level: Severity) -> bool:
        """Whether any finding is as grave as `level` or graver."""
        return any(one.severity <= level for one in self.found)
