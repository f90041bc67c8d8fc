"""`smail-query search`: its small grammar, witnesses, and when none is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from smail_lint.query.cli import group
from smail_lint.query.search.question import FIELDS, Condition, QuestionError, parse_question
from smail_testkit.site import write_site
from tests.lint.query.test_diff import SITE, WORLD


def ask(tmp_path: Path, question: str, *more: str) -> Result:
    site = write_site(tmp_path / "site", SITE)
    (tmp_path / "world.toml").write_text(WORLD)
    return CliRunner().invoke(group(), ["search", str(site), question, *more])


def answer(tmp_path: Path, question: str, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(tmp_path, question, "--json", *more).stdout)
    return found


def test_grammar() -> None:
    assert parse_question('transport = pipe AND error!~"unknown \\"x\\""') == (
        Condition("transport", "pipe"),
        Condition("error", 'unknown "x"', within=True, negated=True),
    )


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("", 1, "field"),
        ("transport", 10, "one of"),
        ("transport pipe", 11, "one of"),
        ("transprt=pipe", 1, "did you mean transport?"),
        ("transport=", 11, "value of transport"),
        ("transport=pipe or user=x", 16, "`and`"),
        ("transport=pipe and", 19, "field"),
        ('error="x', 7, "not closed"),
        ("outcome=lost", 9, "deliver, defer, fail, none"),
        ("outcome~fail", 9, "deliver, defer, fail, none"),
        ("sender!=remote", 9, "given with ="),
    ],
)
def test_mistakes_have_a_column(text: str, column: int, words: str) -> None:
    with pytest.raises(QuestionError) as problem:
        parse_question(text)
    assert problem.value.column == column
    assert words in str(problem.value)


def test_a_mistake_is_wrong_usage_and_pointed_at(tmp_path: Path) -> None:
    ran = ask(tmp_path, "transport pipe")
    assert ran.exit_code == 2
    assert ran.stderr.endswith("  transport pipe\n            ^\n")


def test_help_lists_the_fields() -> None:
    shown = CliRunner().invoke(group(), ["search", "--help"]).stdout
    assert all(f"  {name} " in shown for name in FIELDS)


@pytest.mark.parametrize(
    ("question", "witness"),
    [
        ("transport=pipe", "log"),
        ("director=lists", "devs"),
        ("user=bob", "bob"),
        ("host=relay.example.net and director=aliases", "team"),
        ("outcome=fail and status=5.1.1", "jane"),
        ('error~"UNKNOWN USER"', "jane"),
        ("recipient=team and transport!=local", "team"),
        ("file~/var/mail/ and address=alice and director!=user", "devs"),
        ("recipient=bob and sender=remote", "bob"),
    ],
)
def test_witnesses(tmp_path: Path, question: str, witness: str) -> None:
    found = answer(tmp_path, question, "--world", str(tmp_path / "world.toml"))
    assert (found["answer"], found["witness"]) == ("found", witness)
    assert found["route"]["address"] == witness


def test_senders(tmp_path: Path) -> None:
    assert answer(tmp_path, "sender=remote and transport=pipe")["sender"].endswith("@far.example.net")
    assert answer(tmp_path, "sender=local and transport=pipe")["sender"].endswith("@example.org")
    assert answer(tmp_path, "sender=none and transport=pipe")["sender"] == ""


def test_conditions_on_a_delivery_are_met_by_one(tmp_path: Path) -> None:
    """`team` is delivered locally and to the relay, but not locally to the relay."""
    found = answer(tmp_path, "transport=local and host=relay.example.net")
    assert found["answer"] == "none" and found["tried"] > 100


def test_none_and_may(tmp_path: Path) -> None:
    ran = ask(tmp_path, "transport=file")
    assert ran.exit_code == 1
    assert ran.stdout.startswith("no address with transport=file: ")
    write_site(tmp_path / "site", {})
    site = {**SITE, "directors": SITE["directors"].replace("lists/${lc:user}", "~/.forward")}
    write_site(tmp_path / "home", site)
    ran = CliRunner().invoke(group(), ["search", str(tmp_path / "home"), "transport=file"])
    assert ran.exit_code == 1
    assert ran.stdout.startswith("none found, but there may be an address with transport=file: ")
    assert "director lists: what forward files outside" in ran.stdout


def test_what_does_not_exist_needs_no_trying(tmp_path: Path) -> None:
    ran = ask(tmp_path, "transport=nosuch")
    assert (ran.exit_code, ran.stdout) == (1, "no address: there is no transport nosuch\n")


def test_large_alias_files_are_searched_by_their_values(tmp_path: Path) -> None:
    keys = "".join(f"n{number}: alice\n" for number in range(5000))
    write_site(tmp_path / "site", {**SITE, "aliases": keys.replace("n3210: alice", 'n3210: "|/bin/log"')})
    ran = CliRunner().invoke(group(), ["search", str(tmp_path / "site"), "transport=pipe", "--json"])
    assert json.loads(ran.stdout)["witness"] == "n3210"


def test_what_cannot_be_read(tmp_path: Path) -> None:
    ran = CliRunner().invoke(group(), ["search", str(tmp_path / "none"), "transport=pipe"])
    assert (ran.exit_code, ran.stdout) == (3, "")
