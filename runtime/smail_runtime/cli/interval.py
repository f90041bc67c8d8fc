"""Intervals on the command line, written as in configurations: `4h`, `1d12h`, `90`."""

from __future__ import annotations

import re

_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_WHOLE = re.compile(r"(?:[0-9]{1,9}[smhdw])*(?:[0-9]{1,9})?")
_PART = re.compile(r"([0-9]+)([smhdw]?)")


def seconds_of(text: str) -> float | None:
    """The seconds of an interval; digits without a unit are seconds. None for anything else."""
    if not text or _WHOLE.fullmatch(text) is None:
        return None
    return float(sum(int(digits) * _SECONDS[unit] for digits, unit in _PART.findall(text)))
