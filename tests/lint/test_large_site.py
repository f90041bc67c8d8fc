"""Ten thousand lines of a house with twenty companies: checked as a whole, without what would take long."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.large_config import ten_thousand_lines

from smail_lint.engine import check
from smail_lint.facts.host_languages import Below
from smail_testkit.site import write_site


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


def test_many_databases_together_are_judged_without_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty databases, each short enough to be compared, before a smart host and one of some of their names."""

    def refused(_: Below) -> None:
        raise AssertionError("a language of all names below the hosts of a database")

    monkeypatch.setattr(Below, "language", property(refused))
    names = [f"h{number}.net{number % 7}.example" for number in range(30 * 90)]
    routers = "".join(f"p{one}: driver=pathalias, transport=uux; file=p{one}, proto=lsearch\n" for one in range(30))
    behind = "again: driver=pathalias, transport=uux; file=again, proto=lsearch\n"
    rest = "rest: driver=smarthost, transport=uux; path=hub\n"
    files = {f"p{one}": [*names[one * 90 : one * 90 + 90], "example", "net"] for one in range(30)}
    files["again"] = names[::40]
    target = write_site(tmp_path, {"config": "hostnames = mx.example.org\n", "routers": routers + behind + rest})
    for name, keys in files.items():
        (target / name).write_text("".join(f"{key} x!%s\n" for key in keys), "utf-8")
    found = {one.kind.code for one in check(target).found}
    assert found <= {"SM422", "SM423"}
