"""Baselines: what is there is allowed, what is new is told, and they only shrink."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smail_testkit.commands import Ran, run
from smail_testkit.site import write_site

FAULTS = "max_hop_count = 5\nhost_lock_timeout = 1h\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with two faults, a baseline of them, and settings that name it."""
    write_site(tmp_path, {"config": FAULTS, "smail-check.toml": 'baseline = "accepted.jsonl"\nfail-on = "style"\n'})
    ran = run("smail-check", "--init-baseline", tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"smail-check: {tmp_path}/accepted.jsonl allows 2 findings\n"
    return tmp_path


def told(ran: Ran) -> list[str]:
    """What is reported, in the format concise."""
    return [line.split(" ")[1] for line in ran.out.splitlines()]


def check(site: Path, *options: str) -> list[str]:
    return told(run("smail-check", "--format", "concise", *options, site))


def entries(site: Path) -> list[tuple[str, int]]:
    lines = (site / "accepted.jsonl").read_text().splitlines()[1:]
    return [(one["rule"], one["count"]) for one in map(json.loads, lines)]


def test_what_is_allowed_is_not_told(site: Path) -> None:
    ran = run("smail-check", site)
    assert (ran.code, ran.out) == (0, "No findings in 1 file.\n")


def test_lines_may_shift_and_layout_may_change(site: Path) -> None:
    (site / "config").write_text("# new\nvisible_name = example.org\n\nhost_lock_timeout=1h\nmax_hop_count =   5\n")
    assert check(site) == []


def test_another_fault_of_the_same_rule_elsewhere_is_new(site: Path) -> None:
    (site / "retry").write_text("*   30s/5d\n")
    assert check(site, "--preview") == ["warning[SM707]"]


def test_mended_faults_are_told_and_taken_out(site: Path) -> None:
    (site / "config").write_text("max_hop_count = 5\n")
    assert check(site) == ["info[SM005]"]
    assert entries(site) == [("SM715", 1), ("SM713", 1)]
    ran = run("smail-check", "--update-baseline", site)
    assert (ran.code, ran.err) == (0, f"smail-check: {site}/accepted.jsonl allows 1 finding\n")
    assert entries(site) == [("SM713", 1)]
    (site / "config").write_text(FAULTS)
    assert check(site, "--update-baseline") == ["info[SM715]"]
    assert entries(site) == [("SM713", 1)]


def test_a_repair_shrinks_it_too(site: Path) -> None:
    (site / "config").write_text("max_hop_count = 5\n")
    assert run("smail-check", "--fix", site).code == 0
    assert entries(site) == [("SM713", 1)]


def test_rules_that_do_not_run_keep_their_entries(site: Path) -> None:
    (site / "config").write_text("visible_name = example.org\n")
    assert check(site, "--ignore", "SM713") == ["info[SM005]"]
    run("smail-check", "--update-baseline", "--ignore", "SM713", site)
    assert entries(site) == [("SM713", 1)]


def test_same_bytes_from_anywhere(site: Path) -> None:
    before = (site / "accepted.jsonl").read_bytes()
    assert run("smail-check", "--init-baseline", ".", cwd=site, PYTHONHASHSEED="7").code == 0
    assert (site / "accepted.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "accepted.jsonl: No such file or directory; --init-baseline writes one"),
        ("", "accepted.jsonl:1: this is no baseline of smail-check"),
        ("[]\n", "accepted.jsonl:1: this is no baseline"),
        ('{"smail-check-baseline":1}\n{"file":1}\n', "accepted.jsonl:2: "),
        ('{"smail-check-baseline":1}\n\n<<<<<<< mine\n', "accepted.jsonl:3: two versions were not merged; keep"),
        ('<<<<<<< mine\n{"smail-check-baseline":1}\n', "accepted.jsonl:1: two versions were not merged; keep"),
        (
            '{"smail-check-baseline":1}\n{"file":"a","entry":"b","rule":"SM713","count":0,"fingerprints":[]}\n',
            "accepted.jsonl:2: Expected `int` >= 1 - at `$.count`; take the line out",
        ),
    ],
)
def test_what_is_no_baseline(site: Path, text: str | None, said: str) -> None:
    (site / "accepted.jsonl").unlink()
    if text is not None:
        (site / "accepted.jsonl").write_text(text)
    ran = run("smail-check", site)
    assert ran.code == 3 and said in ran.err and "Traceback" not in ran.err


def test_nowhere_to_write(tmp_path: Path) -> None:
    write_site(tmp_path, {"config": FAULTS})
    assert run("smail-check", "--init-baseline", tmp_path).code == 2
    ran = run("smail-check", "--init-baseline", "--baseline", tmp_path / "gone" / "x", tmp_path)
    assert (ran.code, ran.err) == (3, f"smail-check: cannot write {tmp_path}/gone/x: No such file or directory\n")
    ran = run("smail-check", "--baseline", tmp_path, tmp_path)
    assert (ran.code, ran.err) == (3, f"smail-check: {tmp_path}: Is a directory; name the file in it\n")
