"""`smail-query expand` as a command: its output, its exit codes, and its trace, which is the daemon's evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from smail_compiler.emit import expressions
from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_compiler.syntax.templates import parse_loosely
from smail_lint.query.cli import group
from smail_lint.query.expand.given import Given, SettingError, given
from smail_lint.query.expand.scope import scopes
from smail_lint.query.expand.trace import Trace
from smail_runtime.routing.expand import expand
from smail_testkit.expressions import texts
from smail_testkit.routing import table, world
from smail_testkit.site import write_site

SITE = {
    "config": "hostnames=mail.example\nsmail_lib_dir=/etc/smail\n",
    "transports": "local: driver=appendfile, local; file=/var/mail/$user\nsmtp: driver=tcpsmtp\n",
    "names": "joe: sales # desk 4\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", SITE)


def ask(target: Path, string: str, *options: str) -> Result:
    return CliRunner().invoke(group(), ["expand", str(target), string, *options])


def answer(target: Path, string: str, *options: str) -> Any:
    return json.loads(ask(target, string, "--json", *options).stdout)


def test_the_value_and_its_steps(site: Path) -> None:
    ran = ask(site, "${lc:strip:user} ${if def:home {a}{b}}", "--set", "user=Joe  B")
    assert ran.exit_code == 0
    assert [line.split() for line in ran.stdout.splitlines()] == [
        ["1", "${user}", '"Joe', 'B"'],
        ["strip:", '"Joe.B"'],
        ["lc:", '"joe.b"'],
        ["27", "${home}", "`home`", "has", "no", "value", "here"],
        ["23", "if", "def:home", "false"],
        ["36", "takes", "else", '"b"'],
        ["value", "=", "joe.b", "b"],
    ]


def test_json_of_a_value(site: Path) -> None:
    found = answer(site, "${lc:user}@$primary_name", "--set", "user=JOE")
    assert found["value"] == "joe@mail.example"
    assert "errors" not in found
    assert [(one["kind"], one["name"], one["value"]) for one in found["steps"]] == [
        ("variable", "user", "JOE"),
        ("operator", "lc", "joe"),
        ("variable", "primary_name", "mail.example"),
    ]


def test_json_of_a_failure_names_every_part(site: Path) -> None:
    ran = ask(site, "é $host x ${usr}", "--json")
    found = json.loads(ran.stdout)
    assert ran.exit_code == 1 and found["value"] is None
    assert [(one["category"], one["column"]) for one in found["errors"]] == [
        ("expansion-failed", 3),
        ("expansion-failed", 11),
    ]
    assert "--set host=VALUE" in found["errors"][0]["help"]
    assert found["errors"][1]["help"] == "did you mean `user`?"


def test_text_of_a_failure(site: Path) -> None:
    ran = ask(site, "$host")
    assert ran.exit_code == 1
    assert "fails at column 1: `host` has no value here (expansion-failed)" in ran.stdout


def test_words(site: Path) -> None:
    options = ("--argv", "--set", "user=a b", "--set", "user=c")
    assert answer(site, "/bin/x $($user$)", *options)["argv"] == ["/bin/x", "a b", "c"]
    failed = ask(site, "/bin/x $host", "--argv", "--json")
    assert failed.exit_code == 1
    assert json.loads(failed.stdout)["argv"] is None
    assert json.loads(failed.stdout)["errors"][0]["category"] == "bad-substitution"
    assert "refuse the command" in answer(site, "bin/x", "--argv")["notes"][0]


def test_a_table_answers_as_its_directory(site: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "smail.table"
    compiled.write_bytes(emit(load(site).site))
    string = "${if dest:local {$transport at $primary_name}}"
    found = [answer(one, string, "--set", "transport=local") for one in (site, compiled)]
    assert found[0] == found[1]
    assert found[0]["value"] == "local at mail.example"


def test_relative_files_stand_in_the_directory(site: Path) -> None:
    assert answer(site, "${lookup:user:lsearch{names}{$value}}", "--set", "user=joe")["value"] == "sales"


def test_accounts_of_a_described_world(site: Path, tmp_path: Path) -> None:
    (tmp_path / "world.toml").write_text('[users.zoe]\nhome = "/u/zoe"\n')
    assert answer(site, "~zoe/x", "--world", str(tmp_path / "world.toml"))["value"] == "/u/zoe/x"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--set", "user"], "expected NAME=VALUE"),
        (["--set", "usr=x"], "did you mean `user`?"),
        (["--set", "parent.usr=x"], "did you mean `user`?"),
        (["--set", "origin=inside"], "origin=local or origin=remote"),
        (["--set", "transport=smpt"], "did you mean `smtp`?"),
    ],
)
def test_wrong_usage(site: Path, options: list[str], words: str) -> None:
    ran = ask(site, "$user", *options)
    assert ran.exit_code == 2
    assert words in " ".join(ran.stderr.split())


def test_targets_that_cannot_be_read(tmp_path: Path) -> None:
    ran = ask(tmp_path / "nothing", "$user")
    assert ran.exit_code == 3 and "give a directory" in ran.stderr
    (tmp_path / "world.toml").write_text("[")
    assert ask(write_site(tmp_path / "s", SITE), "x", "--world", str(tmp_path / "world.toml")).exit_code == 3


def test_output_is_safe_whatever_the_values(site: Path) -> None:
    ran = ask(site, "${user}\x1b[2J\udcff", "--set", "user=\x1b]0;x\x07")
    assert ran.exit_code == 0 and "\x1b" not in ran.stdout and "\x07" not in ran.stdout
    assert answer(site, "$user", "--set", "user=\udcff")["value"] == "\udcff"


SETTINGS = ("user=joe", "home=/h", "parent.user=ann", "value=v", "file=f", "header.X-a=1", "grade=x", "sender=")


@settings(max_examples=200, deadline=None)
@for_all(texts(), st.lists(st.sampled_from(SETTINGS), unique=True))
def test_the_trace_is_the_evaluation(string: str, told: list[str]) -> None:
    tree, _ = parse_loosely(string, (), None)
    scope = scopes(table(), given(told), world(users={"root": {"home": "/root"}}), piped=False)[0]
    trace = Trace("expansion-failed")
    first = trace.text(tree, scope)
    assert first == expand(expressions.text(tree), scope)
    assert bool(trace.faults) == (not hasattr(first, "text"))


@settings(max_examples=200, deadline=None)
@for_all(st.lists(st.text("parent.origheadu=:$ \0é", max_size=12)))
def test_any_setting_gives_facts_or_a_reason(told: list[str]) -> None:
    try:
        assert isinstance(given(told), Given)
    except SettingError as problem:
        assert str(problem)
