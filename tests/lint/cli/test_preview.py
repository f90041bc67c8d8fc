"""Rules in preview run when they are named or when preview is asked for, and whoever may expect them is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smail_testkit.site import write_site
from tests.lint.cli.test_smail_check import run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with findings of rules in preview (SM707, SM918) and of none that runs every day."""
    return write_site(tmp_path, {"retry": "* 10s/5d\n", "config": "# TODO: a better name\nlisten_name = mx\n"})


def asked(site: Path, *options: str) -> tuple[list[str], str]:
    """The codes that are found, and what is said on standard error."""
    ran = run("--format", "json", "--fail-on", "error", *options, site, XDG_CACHE_HOME=str(site.parent / "cache"))
    return sorted({one["code"] for one in json.loads(ran.stdout)["findings"]}), ran.stderr


@pytest.mark.parametrize(
    ("select", "codes", "said"),
    [
        ("queue", [], "rules in preview, which did not run; --preview asks them, too"),
        ("SM70", [], "`SM70` has 2 rules in preview"),
        ("SM707", ["SM707"], "SM707 is in preview: it runs because it is named"),
        ("SM707,todo-comment", ["SM707", "SM918"], "SM707, SM918 are in preview: they run because they are named"),
        ("SM707,SM713", ["SM707"], ""),
        ("SM713", [], ""),
    ],
)
def test_a_group_leaves_out_what_is_in_preview(site: Path, select: str, codes: list[str], said: str) -> None:
    found, error = asked(site, "--select", select)
    assert found == codes
    assert said in error and (bool(said) or error == "")
    assert all(len(line) < 120 for line in error.splitlines())


@pytest.mark.parametrize(
    ("select", "codes"), [("queue", ["SM707"]), ("SM70", ["SM707"]), ("SM707", ["SM707"]), ("SM9", ["SM918"])]
)
def test_preview_asks_them_and_nothing_is_said(site: Path, select: str, codes: list[str]) -> None:
    assert asked(site, "--preview", "--select", select) == (codes, "")


def test_it_is_said_again_when_the_answer_is_known(site: Path) -> None:
    assert asked(site, "--select", "queue") == asked(site, "--select", "queue")


def test_what_is_silent_by_default_says_nothing(site: Path) -> None:
    assert asked(site) == ([], "")


def test_rules_are_listed_as_they_would_run() -> None:
    plain = run("--list-rules", "--select", "queue").stdout
    whole = run("--list-rules", "--preview", "--select", "queue").stdout
    assert "SM707" not in plain and "SM707" in whole and "SM713" in plain
    assert run("--list-rules", "--select", "SM708").stdout.startswith("SM708")
