"""Ten thousand lines of a house with twenty companies: checked as a whole, without what would take long."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.large_config import ten_thousand_lines

from smail_lint.engine import check
from smail_lint.facts.host_languages import Below


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("large")
    assert 10_000 <= ten_thousand_lines(site) < 11_000
    return site


def test_nothing_is_found_in_it(large: Path) -> None:
    assert check(large).found == ()


def test_a_planted_fault_is_found_among_them(large: Path, tmp_path: Path) -> None:
    routers = (large / "routers").read_bytes() + b"spare: driver=smarthost, transport=smtp; path=spare.example.net\n"
    (one,) = check(large, given={str(large / "routers"): routers}).found
    assert one.kind.code == "SM421"


def test_no_automaton_is_made_of_the_hosts_in_databases(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Below) -> None:
        raise AssertionError("a language of all names below the hosts of a database")

    monkeypatch.setattr(Below, "language", property(refused))
    assert check(large).found == ()
