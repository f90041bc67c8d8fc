"""Intervals on the command line."""

from __future__ import annotations

import pytest

from smail_runtime.cli.interval import seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0", 0.0), ("90", 90.0), ("4h", 14400.0), ("1d12h", 129600.0), ("1h30", 3630.0), ("2w", 1209600.0)],
)
def test_intervals(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "h", "-1h", "4 h", "4y", "1.5h", "\u0664h", "9" * 10])
def test_what_is_none(text: str) -> None:
    assert seconds_of(text) is None
