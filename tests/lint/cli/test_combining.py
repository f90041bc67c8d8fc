"""Options that mean nothing together are refused; help has a place for each option."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smail_lint.cli.combining import ACTS
from smail_lint.cli.command import smail_check
from smail_lint.cli.help_page import SECTIONS
from smail_testkit.commands import run
from smail_testkit.site import write_site

SITE = {"config": "max_hop_count = 5\n", "transports": "relay: driver=tcpsmtp, inet;\n    max_addrs=20\n"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--unsafe-fixes", "--unsafe-fixes goes with --fix or --diff"),
        ("--write", "--write goes with --format-source"),
        ("--reason why", "--reason goes with --add-ignores"),
        ("--until 2030-01-01", "--until goes with --add-ignores"),
        ("--diff --format json", "--diff shows repairs as a diff and has no use for --format: leave it out"),
        ("--diff --statistics --fail-on error", "no use for --statistics and --fail-on: leave them out"),
        ("--diff --stdin-filename config", "no use for --stdin-filename"),
        ("--fix --format-source", "--format-source lays files out and has no use for --fix"),
        ("--format-source --select SM713", "no use for --select"),
        ("--init-baseline --update-baseline --baseline a", "no use for --update-baseline"),
        ("--add-ignores --format json", "--add-ignores writes comments and has no use for --format"),
        ("--watch --init-baseline --baseline a", "--watch checks again and again and has no use for --init-baseline"),
        ("--explain SM713 --list-rules", "--explain prints a page and has no use for --list-rules"),
        ("--explain SM713 --format sarif", "--explain is written as full, markdown, json, not as sarif"),
        ("--list-rules --format sarif", "--list-rules is written as full, json, not as sarif"),
        ("--show-settings --format gcc", "--show-settings is written as full, json, not as gcc"),
    ],
)
def test_nothing_is_passed_over_in_silence(options: str, said: str, tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    ran = run("smail-check", *options.split(), site)
    assert (ran.code, ran.out) == (2, "")
    assert said in re.sub(r"\s+", " ", ran.err)
    assert {one.name: one.read_text() for one in site.iterdir()} == SITE


@pytest.mark.parametrize(
    "options",
    [
        "--fix --diff",
        "--fix --unsafe-fixes --statistics --format json",
        "--no-cache --explain SM713 --format json",
        "--show-settings --select SM713 --fail-on error",
        "--list-rules --select SM7 --preview --format json",
        "--format-source --diff --isolated",
        "--add-ignores --fix --reason why --until 2030-01-01",
        "--baseline {}/base --init-baseline --select SM713",
    ],
)
def test_what_belongs_together_runs(options: str, tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    ran = run("smail-check", *options.format(tmp_path).split(), site)
    assert ran.code in (0, 1)
    assert "Usage:" not in ran.err


def test_acts_and_sections_name_options_that_exist() -> None:
    names = {one.name for one in smail_check.params if one.name != "path"}
    assert {name for act in ACTS for name in (act.uses | act.own)} <= names
    assert {act.option for act in ACTS} - {""} <= names
    assert sorted(name for section in SECTIONS.values() for name in section) == sorted(map(str, names))


def test_help_fits_the_terminal_and_has_one_column() -> None:
    lines = run("smail-check", "--help").out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    options = [line for line in lines if re.match(r"  --\S+( [A-Z]+)?  +\S", line)]
    assert {len(line) - len(re.sub(r"^  --\S+( [A-Z]+)?  +", "", line)) for line in options} == {27}


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("smail-check", "--format", "jsn"), "did you mean json?"),
        (("smail-check", "--fail-on", "warn"), "did you mean warning?"),
        (("smail-check", "--report", "erorr"), "did you mean error?"),
        (("smail-check", "--dialect", "3.3"), "did you mean 3.2?"),
        (("smail-query", "graph", "--format", "mermiad", "."), "did you mean mermaid?"),
        (("smail-query", "parse", "--kind", "director", "x"), "did you mean directors?"),
    ],
)
def test_words_that_were_meant(arguments: tuple[str, ...], meant: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert meant in ran.err


def test_what_is_reported_and_what_fails_are_apart(tmp_path: Path) -> None:
    site = write_site(tmp_path, SITE)
    ran = run("smail-check", "--report", "error", "--select", "SM713,SM203", "--format", "grouped", site)
    assert ran.out.endswith("Found 1 error in 2 files (1 milder one not shown).\n")
    ran = run("smail-check", "--report", "error", "--select", "SM713", site)
    assert (ran.code, ran.out) == (1, "No findings in 2 files (1 milder one not shown).\n")
    ran = run("smail-check", "--report", "error", "--fail-on", "error", "--select", "SM713", site)
    assert ran.code == 0
