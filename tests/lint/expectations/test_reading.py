"""Mistakes in a file of expectations: each is told with its line and column, and nothing is run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_lint.expectations.reading import read

from .sites import check, site

JOE = '[[expect]]\naddress = "joe"\n'
MISTAKES = [
    ("", "1:1", "nothing is expected here"),
    ("expect = []", "1:10", "nothing is expected here"),
    ("expect = 3", "1:10", "expect is a list, not 3"),
    ("expect = [3]", "1:11", "[[expect]] is a table, not 3"),
    ("[expect]\naddress = 'joe'", "1:1", "expect is a list, not a table"),
    ("[[expect]]\nadress = 'joe'", "2:1", "[[expect]] has no key `adress`"),
    ("[[expect]]\noutcome = 'deliver'", "1:1", "this expectation has no address"),
    ("[[expect]]\naddress = 3", "2:11", "address is text in quotes or a list of it, not 3"),
    ("[[expect]]\naddress = ['a', 3]", "2:17", "an item of address is text in quotes, not 3"),
    (JOE + "outcome = 'delivered'", "3:11", "there is no outcome 'delivered'"),
    (JOE + "grade = 'bulk'", "3:9", "there is no grade 'bulk'"),
    (JOE + "grade = 3", "3:9", "grade is text in quotes, not 3"),
    (JOE + "user = 3", "3:8", "user is text in quotes, not 3"),
    (JOE + "error = '/(/'", "3:9", "this is no regular expression"),
    (JOE + "via = true", "3:7", "via is text in quotes or a list of it, not true"),
    (JOE + "deliveries = [{usr = 'x'}]", "3:16", "a delivery has no key `usr`"),
    (JOE + "deliveries = ['x']", "3:15", "a delivery is a table, not 'x'"),
    (JOE + "outcome = deliver", "3:11", "this is no TOML"),
    (JOE + "user = 'x'\nuser = 'y'", "4:11", "this is no TOML"),
    ("wrld = 3\n" + JOE, "1:1", "a file of expectations has no key `wrld`"),
    ("target = 3\n" + JOE, "1:10", "target is text in quotes, not 3"),
    ("world = 3\n" + JOE, "1:9", "world is the name of a file, or a table"),
    ("[world.users.joe]\nuuid = 3\n" + JOE, "2:1", "[users.joe] has no key `uuid`"),
    ("x = '\udcff'", "1:6", "this is not UTF-8"),
    ("x = '\x00'", "1:6", "this is no TOML"),
    ("x = 'é' 3", "1:9", "this is no TOML"),
]


@pytest.mark.parametrize(("text", "place", "message"), MISTAKES)
def test_mistakes(tmp_path: Path, text: str, place: str, message: str) -> None:
    file = site(tmp_path, text, "")
    ran = check(file, "--format", "concise")
    first = ran.stdout.splitlines()[0]
    assert first.startswith(f"{file}:{place}: error[SM992] bad-expectations: {message}"), first
    assert ran.exit_code == 1


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    shown = check(site(tmp_path, "[[expect]]\nadress = 'joe'\noutcom = 'fail'\n", ""), "--format", "concise").stdout
    assert shown.count("SM992") == 2


def test_the_nearest_key_is_named(tmp_path: Path) -> None:
    shown = check(site(tmp_path, "[[expect]]\nadress = 'joe'\n", "")).stdout
    assert "help: did you mean `address`?" in shown


def test_an_expectation_of_nothing_is_a_mistake(tmp_path: Path) -> None:
    ran = check(site(tmp_path, JOE), "--format", "concise")
    assert (ran.exit_code, "nothing is expected of this address" in ran.stdout) == (1, True)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["", "[[expect]]\n", "[world]\n", "expect = ["]))
def test_any_bytes_give_diagnostics(data: bytes, head: str) -> None:
    written, found = read("x.toml", head.encode() + data)
    assert (written is None) == bool(found)
    assert all(one.at.start <= one.at.end <= len(one.at.source.data) for one in found)
