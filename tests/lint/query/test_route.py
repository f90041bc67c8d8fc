"""`smail-query route` from text files and from a compiled table: answers, trace, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_lint.query.cli import group

SITE = {
    "config": "hostnames=mail.example:example.org\nvisible_name=example.org\nsmail_lib_dir=/etc/smail\n",
    "directors": """\
aliasinclude: driver=aliasinclude
aliases: driver=aliasfile, owner=owner-$user; file=aliases, proto=lsearch
dotforward: driver=forwardfile, sender_okay; file=~/.forward, modemask=002
lists:
    driver=forwardfile; file=lists/${lc:user}
user: driver=user; transport=local
""",
    "routers": "dns: driver=bind, transport=smtp; defer_no_connect\n",
    "transports": """\
local: driver=appendfile, local; file=/var/mail/${lc:user}
pipe: driver=pipe, local; cmd="/bin/sh -c $user"
smtp: driver=tcpsmtp, inet, max_addrs=0
""",
    "aliases": 'team: alice, bob@far.example\nlog: "|/bin/log"\nowner-team: alice\nbad: nosuch\n',
    "lists/devs": "alice\n",
}
WORLD = """
[users.alice]
home = "/home/alice"
[users.joe]
home = "/home/joe"
[files."/home/joe/.forward"]
text = "~/box"
mode = 0o600
[files."lists/ops"]
text = "joe"
[dns."far.example"]
MX = ["10 mx.far.example"]
[dns."mx.far.example"]
A = "192.0.2.1"
[dns."slow.example"]
rcode = "SERVFAIL"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, content in SITE.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    (tmp_path / "world.toml").write_text(WORLD)
    return tmp_path / "site"


def ask(target: Path, *words: str, standard_input: str | None = None) -> Result:
    world = target.parent / "world.toml"
    command = ["route", str(target), *words, "--world", str(world)]
    return CliRunner().invoke(group(), command, input=standard_input)


def answer(target: Path, *words: str) -> Any:
    return json.loads(ask(target, *words, "--json").stdout)


@pytest.mark.parametrize(
    ("address", "outcome", "code"),
    [
        ("alice@example.org", "deliver", 0),
        ("team", "deliver", 0),
        ("devs", "deliver", 0),
        ("ops", "deliver", 0),
        ("log", "deliver", 0),
        ("al@far.example", "deliver", 0),
        ("al@slow.example", "defer", 1),
        ("nosuch", "fail", 1),
        ("joe", "deliver", 0),
    ],
)
def test_outcomes_and_exit_codes(site: Path, address: str, outcome: str, code: int) -> None:
    result = ask(site, address, "--json")
    assert (json.loads(result.stdout)["outcome"], result.exit_code) == (outcome, code)


def test_json_of_a_local_and_a_remote_delivery(site: Path) -> None:
    found = answer(site, "team")
    local, remote = found["deliveries"]
    assert {key: local[key] for key in ("transport", "user", "host", "address", "path")} == {
        "transport": "local", "user": "alice", "host": None, "address": "alice", "path": "/var/mail/alice",
    }  # fmt: skip
    assert {key: remote[key] for key in ("transport", "user", "host", "address", "path", "hosts")} == {
        "transport": "smtp", "user": None, "host": "far.example", "address": "bob@far.example", "path": None,
        "hosts": ["mx.far.example"],
    }  # fmt: skip
    assert local["owners"] == ["owner-team"]
    step = next(step for step in found["trace"] if step["matched"])
    assert step == {
        "stage": "director", "name": "aliases", "file": "directors", "line": 2, "matched": True, "address": "team",
        "reason": "took it: alias `team` on line 1 of aliases gives 2 addresses",
    }  # fmt: skip


def test_the_path_of_a_file_address_is_expanded(site: Path) -> None:
    delivery = answer(site, "joe")["deliveries"][0]
    assert [delivery[key] for key in ("transport", "address", "path", "user")] == [
        "file",
        "~/box",
        "/home/joe/box",
        "joe",
    ]


def test_errors_say_whether_they_pass(site: Path) -> None:
    assert answer(site, "bad")["errors"] == [
        {"message": "unknown user nosuch", "temporary": False, "status": "5.1.1", "address": "nosuch", "owners": []}
    ]
    assert answer(site, "al@slow.example")["errors"][0]["temporary"] is True


def test_several_addresses_are_a_list_each_asked_on_its_own(site: Path) -> None:
    found = answer(site, "alice", "alice")
    assert [one["outcome"] for one in found] == ["deliver", "deliver"]


def test_batch_is_a_list_whatever_its_length(site: Path) -> None:
    batch = site.parent / "batch"
    batch.write_bytes(b"alice\n\n  nosuch\r\n\xff\n")
    result = ask(site, "--batch", str(batch), "--json")
    assert [one["outcome"] for one in json.loads(result.stdout)] == ["deliver", "fail", "fail"]
    assert result.exit_code == 1
    assert len(json.loads(ask(site, "--batch", "-", "--json", standard_input="alice\n").stdout)) == 1


def test_sender_is_left_out_of_his_own_list(site: Path) -> None:
    assert len(answer(site, "team", "--from", "alice@example.org")["deliveries"]) == 1


def test_a_compiled_table_answers_as_its_text_does(site: Path) -> None:
    table = site.parent / "smail.table"
    table.write_bytes(emit(load(site).site))
    for address in ("team", "log", "al@far.example", "nosuch"):
        assert answer(table, address) == answer(site, address)


def test_readable_answer_names_the_line_of_every_entry(site: Path) -> None:
    shown = ask(site, "devs", "bad").stdout
    assert shown.split("\n\n")[0].splitlines() == [
        "devs is delivered",
        "  directors asked about devs",
        "      aliasinclude  directors:1  it takes include files only",
        "      aliases       directors:2  no alias `devs` in aliases",
        "      dotforward    directors:3  the name of the file cannot be made: there is no account `devs`",
        "    * lists         directors:4  took it: file /etc/smail/lists/devs gives 1 address",
        "  directors asked about alice",
        "      aliasinclude  directors:1  it takes include files only",
        "      aliases       directors:2  no alias `alice` in aliases",
        "      dotforward    directors:3  file /home/alice/.forward does not exist",
        "      lists         directors:4  file /etc/smail/lists/alice does not exist",
        "    * user          directors:6  took it: account `alice`",
        "  -> transport local: alice, /var/mail/alice, as alice",
    ]
    assert "  fails nosuch: unknown user nosuch (5.1.1)" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("given", [["/nowhere", "a"], ["{site}", "--batch", "/nowhere"], ["{site}/aliases/x", "a"]])
def test_what_cannot_be_read_is_exit_3_and_one_line(site: Path, given: list[str]) -> None:
    result = CliRunner().invoke(group(), ["route", *(word.format(site=site) for word in given)])
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 1


def test_a_damaged_table_and_a_bad_world_are_exit_3(site: Path) -> None:
    table = site.parent / "smail.table"
    table.write_bytes(emit(load(site).site)[:-1])
    assert ask(table, "alice").exit_code == 3
    (site.parent / "world.toml").write_text("x = ")
    assert ask(site, "alice").exit_code == 3


def test_no_address_is_wrong_usage(site: Path) -> None:
    assert ask(site).exit_code == 2
    assert ask(site, "--nonsense").exit_code == 2


def test_a_configuration_with_errors_is_still_answered(site: Path) -> None:
    (site / "routers").write_text("dns: driver=bind, transport=smtp, nosuch=1\n")
    result = ask(site, "alice", "--json")
    assert (json.loads(result.stdout)["outcome"], result.exit_code) == ("deliver", 0)
    assert "smail-check" in result.stderr


def test_names_in_a_configuration_do_not_move_the_cursor(site: Path) -> None:
    (site / "directors").write_text("no\x1b[31m: driver=forwardfile; file=/none/${lc:user}\n")
    shown = ask(site, "joe").stdout
    assert "\x1b" not in shown
    assert "no\\x1b[31m" in shown
