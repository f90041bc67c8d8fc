"""The page on routing expectations explains every key and outcome."""

from __future__ import annotations

from pathlib import Path

from smail_lint.expectations.reading import KEYS
from smail_lint.expectations.records import OUTCOMES

PAGE = Path(__file__).parents[2] / "docs" / "routing-expectations.md"


def test_every_key_and_outcome_is_explained() -> None:
    text = PAGE.read_text("utf-8")
    assert [word for word in (*KEYS, *OUTCOMES) if f"`{word}`" not in text] == []
