"""`smail-query retry`: the rule of a host, and what it says of one moment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_lint.query.cli import group
from smail_testkit.golden import Golden
from smail_testkit.site import write_site

CONFIG = "hostnames=mail.example\nretry_interval=7m\nretry_duration=2d\n"
RETRY = """\
# slow ones first
slow.example:.crawl.example  1h/7d
once.example                 5m
eager.example                /12h
early.example                1m,10m,1h/5d;limit=2
"mx[0-9]+\\.(a|b)\\.example":p.example  2h/3d
b.example                    1h/1d
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A configuration with a retry file that has no row for all."""
    return write_site(tmp_path / "site", {"config": CONFIG, "retry": RETRY})


def ask(target: Path, *words: str) -> Result:
    return CliRunner().invoke(group(), ["retry", str(target), *words])


def answer(target: Path, *words: str) -> Any:
    return json.loads(ask(target, *words, "--json").stdout)


SLOW = {"domains": ["slow.example", ".crawl.example"], "interval": 3600, "duration": 604800, "line": 2}
ONCE = {"domains": ["once.example"], "interval": 300, "duration": 0, "line": 3}
EAGER = {"domains": ["eager.example"], "interval": 0, "duration": 43200, "line": 4}
EARLY = {"first": [60, 600], "interval": 3600, "limit": 2, "line": 5}
FITTED = {"domains": ["p.example", '"mx[0-9]+\\.(a|b)\\.example"'], "interval": 7200, "line": 6}
BELOW = {"domains": ["b.example"], "interval": 3600, "line": 7}
REST = {"domains": ["*"], "interval": 420, "duration": 172800, "line": None}


@pytest.mark.parametrize(
    ("host", "rule"),
    [
        ("slow.example", SLOW),
        ("mx.SLOW.example", SLOW),
        ("crawl.example", SLOW),
        ("a.crawl.example", SLOW),
        ("notslow.example", REST),
        ("MX12.b.example", FITTED),
        ("x.p.example", FITTED),
        ("mx12.b.example.org", REST),
        ("mx.b.example", BELOW),
        ("joe@once.example", ONCE),
        ("mail.example!eager.example!joe", EAGER),
        ("early.example", EARLY),
        ("[192.0.2.1]", REST),
        ("2001:db8::1", REST),
        ("unqualified", REST),
        ("joe@mail.example", REST),
    ],
)
def test_the_first_row_with_a_matching_domain_counts(site: Path, host: str, rule: dict[str, object]) -> None:
    found = answer(site, host)
    assert found["rule"] == found["rule"] | rule
    assert found["rule"]["file"] == ("retry" if rule["line"] else None)


@pytest.mark.parametrize(
    ("words", "may_defer", "next_try"),
    [
        (["slow.example"], True, 0),
        (["slow.example", "--last", "20m"], True, 2400),
        (["slow.example", "--last", "1h"], True, 0),
        (["slow.example", "--age", "7d", "--last", "0"], True, 3600),
        (["slow.example", "--age", "7d1s", "--last", "59m"], False, 60),
        (["once.example", "--age", "0"], True, 0),
        (["once.example", "--age", "1"], False, 0),
        (["eager.example", "--age", "12h", "--last", "0"], True, 0),
        (["early.example", "--last", "20s"], True, 40),
        (["far.example", "--age", "2d1s"], False, 0),
    ],
)
def test_moments(site: Path, words: list[str], may_defer: bool, next_try: int) -> None:
    ran = ask(site, *words, "--json")
    found = json.loads(ran.stdout)
    assert (found["may_defer"], found["next"]) == (may_defer, next_try)
    assert ran.exit_code == (0 if may_defer else 1)


def test_without_a_retry_file_variable_there_is_no_rule(site: Path) -> None:
    (site / "config").write_text(CONFIG + "-retry_file\n")
    found = answer(site, "slow.example", "--age", "9y", "--last", "0")
    assert (found["rule"], found["may_defer"], found["next"]) == (None, True, 0)


def test_a_compiled_table_answers_as_its_text_does(site: Path) -> None:
    table = site.parent / "smail.table"
    table.write_bytes(emit(load(site).site))
    for host in ("slow.example", "joe@once.example", "far.example", "joe@mail.example"):
        assert answer(table, host, "--age", "1h") == answer(site, host, "--age", "1h")


@pytest.mark.parametrize("words", [["a!"], ["x", "--age", "6x"], ["x", "--last", "-5"], ["x", "--age", ""], []])
def test_wrong_usage(site: Path, words: list[str]) -> None:
    ran = ask(site, *words)
    assert (ran.exit_code, ran.stdout) == (2, "")


def test_what_cannot_be_read_is_exit_3(site: Path) -> None:
    assert ask(site / "nowhere", "x").exit_code == 3


def test_readable_answers(site: Path, golden: Golden) -> None:
    asked = [
        "mx.slow.example",
        "slow.example --last 20m --age 8d",
        "once.example --age 5m",
        "eager.example",
        "early.example --last 20s",
        "joe@far.example --age 2d --last 5m",
        "joe@mail.example",
    ]
    shown = [f"$ smail-query retry site {one}\n{ask(site, *one.split()).stdout}" for one in asked]
    (site / "config").write_text(CONFIG + "-retry_file\n")
    shown.append(f"$ smail-query retry without-rules x\n{ask(site, 'x').stdout}")
    golden.check("retry.txt", "\n".join(shown))
