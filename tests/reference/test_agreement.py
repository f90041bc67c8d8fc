"""`resolve()` and the interpreter agree on random configurations and addresses."""

from __future__ import annotations

import os

import pytest

from tests.reference.compare import differences
from tests.reference.draw import draw

SLOW = bool(os.environ.get("SMAIL_SLOW"))
CHUNKS, SITES, ADDRESSES = (50, 80, 25) if SLOW else (8, 8, 25)
"""The product is the number of pairs: 100,000, or 1,600 in the everyday run."""


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_two_agree(chunk: int) -> None:
    """Every configuration has a number, so that a disagreement can be drawn again."""
    for seed in range(chunk * SITES, (chunk + 1) * SITES):
        found = list(differences(draw(seed, ADDRESSES)))
        assert not found, f"configuration {seed}: {found[0]}"
