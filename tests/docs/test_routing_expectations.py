"""The page on routing expectations is run: its commands print what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_lint.expectations.reading import KEYS
from smail_lint.expectations.records import OUTCOMES
from smail_testkit.cases import Case, read_cases
from smail_testkit.guides import consoles, run_consoles

PAGE = Path(__file__).parents[2] / "docs" / "routing-expectations.md"


@pytest.mark.parametrize("case", [one for one in read_cases(PAGE) if consoles(one)], ids=str)
def test_commands_print_what_is_shown(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    run_consoles(case, tmp_path, update=bool(request.config.getoption("--update-golden")))


def test_every_key_and_outcome_is_explained() -> None:
    text = PAGE.read_text("utf-8")
    assert [word for word in (*KEYS, *OUTCOMES) if f"`{word}`" not in text] == []
