"""Retry, qualify and method files."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.text.diagnostic import Severity
from smail_testkit.written_sites import load_site, sound


def rules(tmp_path: Path, files: dict[str, str]) -> list[tuple[tuple[str, ...], int, int]]:
    return [(one.domains, one.interval, one.duration) for one in sound(tmp_path, files).site.retry]


DEFAULT = (("*",), 600, 432_000)


def test_without_a_file_the_variables_give_one_rule(tmp_path: Path) -> None:
    assert rules(tmp_path, {}) == [DEFAULT]


def test_without_a_rule_for_all_the_variables_give_the_last(tmp_path: Path) -> None:
    found = rules(tmp_path, {"retry": "a.example:b.example 1h/7d\n"})
    assert found == [(("a.example", "b.example"), 3600, 604_800), DEFAULT]


def test_the_rule_for_all_ends_the_file(tmp_path: Path) -> None:
    loaded = load_site(tmp_path, {"retry": "* 15m/5d\nnever.example 1h/1d\n"})
    assert [(one.domains, one.interval) for one in loaded.site.retry] == [(("*",), 900)]
    assert [one.kind.code for one in loaded.diagnostics] == ["SM701"]


@pytest.mark.parametrize("bad", ["bad", "b.example 1h/1d x", "b.example 1x"])
def test_a_bad_row_ends_the_rules_and_what_follows_is_checked(tmp_path: Path, bad: str) -> None:
    text = f"a.example 1h/1d\n{bad}\nc.example 2h/1d\nd.example 3z\n"
    loaded = load_site(tmp_path, {"retry": text})
    assert [one.domains for one in loaded.site.retry] == [("a.example",), ("*",)]
    assert [one.at.line for one in loaded.diagnostics] == [2, 4]


def test_a_star_among_others_is_no_rule_for_all(tmp_path: Path) -> None:
    assert rules(tmp_path, {"retry": "a:* 1h/1d\n"}) == [(("a", "*"), 3600, 86_400), DEFAULT]


@pytest.mark.parametrize(
    ("value", "interval", "duration"), [("10m", 600, 0), ("/12h", 0, 43_200), ("10m/", 600, 0), ("/", 0, 0)]
)
def test_what_is_not_written_is_zero(tmp_path: Path, value: str, interval: int, duration: int) -> None:
    assert rules(tmp_path, {"retry": f"* {value}\n"}) == [(("*",), interval, duration)]


@pytest.mark.parametrize(
    ("value", "first", "interval", "duration", "limit"),
    [
        ("10m,20m,2h/5d", (600, 1200), 7200, 432_000, 0),
        ("10m,/5d", (600,), 0, 432_000, 0),
        ("2h/5d;limit=2", (), 7200, 432_000, 2),
        ("1m,2h;limit=30", (60,), 7200, 0, 30),
        (";limit=1", (), 0, 0, 1),
    ],
)
def test_first_delays_and_limits(
    tmp_path: Path, value: str, first: tuple[int, ...], interval: int, duration: int, limit: int
) -> None:
    rule = sound(tmp_path, {"retry": f"* {value}\n"}).site.retry[0]
    assert (rule.first, rule.interval, rule.duration, rule.limit) == (first, interval, duration, limit)


def test_no_retry_file_means_no_rules(tmp_path: Path) -> None:
    assert rules(tmp_path, {"config": "-retry_file\n"}) == []


def test_both_variables_zero_mean_no_rule_for_all(tmp_path: Path) -> None:
    assert rules(tmp_path, {"config": "-retry_interval\n-retry_duration\n"}) == []


def test_qualify_rows_are_kept(tmp_path: Path) -> None:
    site = sound(tmp_path, {"qualify": "ash lab.example\n*   uucp\n"}).site
    assert [(one.host, one.domain) for one in site.qualify] == [("ash", "lab.example"), ("*", "uucp")]


def test_a_bad_qualify_row_is_left_out_and_the_others_count(tmp_path: Path) -> None:
    """The reader skips it and goes on (section 4); that of the retry file stops there."""
    bad = "ash lab.example\noak\nelm a b\n  yew c.example\n*   uucp\n"
    loaded = load_site(tmp_path, {"qualify": bad})
    assert [(one.host, one.domain) for one in loaded.site.qualify] == [("ash", "lab.example"), ("*", "uucp")]
    assert [(one.kind.code, one.severity) for one in loaded.diagnostics] == [("SM142", Severity.WARNING)] * 2


@pytest.mark.parametrize(
    ("key", "host", "low", "high"),
    [
        ("ash", "ash", None, None),
        ("ash/C", "ash", "C", "C"),
        ("*/A-*", "*", "A", ""),
        ("*/A-", "*", "A", ""),
        ("*/*-C", "*", "", "C"),
        ("*/B-D", "*", "B", "D"),
        ("*/-C", "*", None, None),
        ("*/*", "*", None, None),
        ("*/", "*", None, None),
        ("*/9x", "*", "9", "9"),
    ],
)
def test_grades_of_method_rows(tmp_path: Path, key: str, host: str, low: str | None, high: str | None) -> None:
    files = {"routers": "r: driver=smarthost, method=m\n", "methods/m": f"{key} uux\n"}
    (row,) = sound(tmp_path, files).site.routers[0].methods
    assert (row.host, row.low, row.high, row.transport) == (host, low, high, "uux")


def test_a_method_that_is_unset_names_no_file(tmp_path: Path) -> None:
    assert sound(tmp_path, {"routers": "r: driver=smarthost, -method\n"}).site.routers[0].methods == ()


def test_patterns_of_hosts_stand_in_quotes_among_domains(tmp_path: Path) -> None:
    rule = sound(tmp_path, {"retry": 'a.example:"mx[0-9]+:x|b\\.(c|d)":e.example 1h/7d\n'}).site.retry[0]
    assert rule.domains == ("a.example", '"mx[0-9]+:x|b\\.(c|d)"', "e.example")
    assert rule.plain == ("a.example", "e.example")
    assert [one.text for one in rule.patterns] == ["mx[0-9]+:x|b\\.(c|d)"]


@pytest.mark.parametrize(
    ("key", "column"),
    [('"mx(', 1), ('a:"mx(x"', 6), ('é:"(x"', 4), ('"mx"x:b', 5), ('"', 1), ('a:"', 3), ('".*a.{30}"', 2)],
)
def test_patterns_of_hosts_that_are_wrong_are_told_with_their_place(tmp_path: Path, key: str, column: int) -> None:
    found = load_site(tmp_path, {"retry": f"{key} 1h/7d\n"}).diagnostics
    assert [(one.kind.code in ("SM225", "SM226"), one.at.begin) for one in found] == [(True, (1, column))]
