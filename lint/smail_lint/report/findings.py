"""What a report is made from."""

from __future__ import annotations

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Severity


class Findings(msgspec.Struct, frozen=True):
    """One run's result: the findings in the order of `in_order`, and how many files were read.

    `base` is what was put in front of the paths of files, such as `etc/smail/`; fingerprints do without it. `untold`
    is how many milder ones were left out.
    """

    found: tuple[Diagnostic, ...]
    files: int
    base: str = ""
    untold: int = 0

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(one.severity is severity for one in self.found)

    def down_to(self, mildest: Severity | None) -> Findings:
        """Those that are as grave as `mildest` or graver; all for None."""
        if mildest is None:
            return self
        kept = tuple(one for one in self.found if one.severity <= mildest)
        return msgspec.structs.replace(self, found=kept, untold=len(self.found) - len(kept))

    def fails(self, level: Severity) -> bool:
        """Whether any finding is as grave as `level` or graver."""
        return any(one.severity <= level for one in self.found)
