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
from smail_testkit.site import write_site

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
    (tmp_path / "world.toml").write_text(WORLD)
    return write_site(tmp_path / "site", SITE)


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
        "origins": [{"address": "team", "director": None, "place": None}],
        "details": [
            {
                "kind": "marks", "user": None, "group": None, "home": None, "caution": False, "unsecure": False,
                "nobody": None,
            },
            {"kind": "target", "text": "alice", "fate": "kept", "reason": None},
            {"kind": "target", "text": "bob@far.example", "fate": "kept", "reason": None},
        ],
    }  # fmt: skip
    assert local["expansions"] == [
        {
            "kind": "expansion", "template": "/var/mail/${lc:user}", "value": "/var/mail/alice", "reason": None,
            "unknown": False,
        }
    ]  # fmt: skip
    assert [one["address"] for one in local["origins"]] == ["alice", "team"]
    assert (local["decided_by"], local["errors_to"], remote["decided_by"]) == ("user", "owner-team", "dns")


def test_the_path_of_a_file_address_is_expanded(site: Path) -> None:
    delivery = answer(site, "joe")["deliveries"][0]
    assert [delivery[key] for key in ("transport", "address", "path", "user")] == [
        "file",
        "~/box",
        "/home/joe/box",
        "joe",
    ]


def test_errors_say_whether_they_pass(site: Path) -> None:
    assert answer(site, "bad", "--from", "sam@far.example")["errors"] == [
        {
            "message": "unknown user nosuch", "temporary": False, "status": "5.1.1", "address": "nosuch",
            "owners": [], "errors_to": "sam@far.example", "place": None,
            "origins": [
                {"address": "nosuch", "director": "aliases", "place": "directors:2"},
                {"address": "bad", "director": None, "place": None},
            ],
        }
    ]  # fmt: skip
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


def test_a_grade_is_one_letter_or_digit(site: Path) -> None:
    assert answer(site, "team", "--grade", "n") == answer(site, "team")
    assert ask(site, "team", "--grade", "bulk").exit_code == 2


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
        "      dotforward    directors:3  the name of the file cannot be made: there is",
        "                                 no account `devs`",
        "          expands ~/.forward -> no value: the address has no home",
        "    * lists         directors:4  took it: file /etc/smail/lists/devs gives 1",
        "                                 address",
        '          expands lists/${lc:user} -> "lists/devs"',
        "  directors asked about alice, from devs",
        "      aliasinclude  directors:1  it takes include files only",
        "      aliases       directors:2  no alias `alice` in aliases",
        "      dotforward    directors:3  file /home/alice/.forward does not exist",
        '          expands ~/.forward -> "/home/alice/.forward"',
        "      lists         directors:4  file /etc/smail/lists/alice does not exist",
        '          expands lists/${lc:user} -> "lists/alice"',
        "    * user          directors:6  took it: account `alice`",
        "  -> transport local: alice, /var/mail/alice, as alice, from devs",
        '     expands /var/mail/${lc:user} -> "/var/mail/alice"',
    ]
    assert "  fails nosuch: unknown user nosuch (5.1.1), from bad" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_what_limits_a_forward_file_is_told(site: Path) -> None:
    (site / "directors").write_text(
        "dotforward: driver=forwardfile, nobody; file=~/.forward, checkowner, modemask=077\n"
    )
    world = (
        WORLD + '[users.ann]\nuid=7\n[files."/home/ann/.forward"]\ntext = "|/bin/x"\nmode = 0o644\nowner = "ann"\n'
    )
    (site.parent / "world.toml").write_text(world)
    shown = ask(site, "ann").stdout
    assert "check modemask 0077: FAILED, its mode 0644 is wider than permitted" in shown
    assert "check owners checkowner: passed, uid 7 is permitted" in shown
    assert "runs as nobody, home /home/ann, with caution" in shown
    assert "asked account" not in shown
    assert "asked file /home/ann/.forward: found (7 bytes, mode 0644, uid 7, gid 0)" in " ".join(
        ask(site, "ann", "--asked").stdout.split()
    )


def test_an_answer_that_nobody_can_give_is_told_without_asking(site: Path) -> None:
    shown = ask(site, "al@slow.example").stdout
    assert "asked MX slow.example: unknown (the name server answers SERVFAIL)" in shown


def test_what_is_left_out_says_why(site: Path) -> None:
    shown = ask(site, "team", "--from", "alice").stdout
    assert "left out alice: it is the sender, and the director lacks sender_okay, from team" in " ".join(
        shown.split()
    )


def test_asking_writes_nothing(site: Path) -> None:
    def everything() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in site.parent.rglob("*") if path.is_file()}

    before = everything()
    ask(site, "team", "log", "joe", "bad", "al@slow.example")
    assert everything() == before


def test_brief_is_a_line_for_each_end(site: Path) -> None:
    lines = ask(site, "team", "bad", "al@slow.example", "--brief").stdout.splitlines()
    assert lines == [
        "team: deliver local alice /var/mail/alice",
        "team: deliver smtp bob@far.example far.example",
        "bad: fail 5.1.1 nosuch: unknown user nosuch",
        "al@slow.example: defer 4.4.3 al@slow.example: MX records of slow.example: the name server answers SERVFAIL",
    ]


def test_a_batch_leaves_out_comments_and_lines_too_long(site: Path) -> None:
    batch = site.parent / "batch"
    batch.write_bytes(b"# people\n alice\n" + b"x" * 70_000 + b"\n" + b"y" * 40_000 + b"\nops\n\x00\n")
    result = ask(site, "--batch", str(batch), "--brief")
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["alice", "ops", "\\x00"]
    assert [line.partition("batch: ")[2][:6] for line in result.stderr.splitlines()] == ["line 3", "line 4"]
    assert result.exit_code == 1


@pytest.mark.parametrize("content", [b"", b"\n\n# nobody\n"])
def test_an_empty_batch_is_no_success(site: Path, content: bytes) -> None:
    batch = site.parent / "batch"
    batch.write_bytes(content)
    result = ask(site, "--batch", str(batch), "--json")
    assert (json.loads(result.stdout), result.exit_code) == ([], 1)
    assert "no address" in result.stderr


def test_what_is_recorded_answers_the_same(site: Path) -> None:
    names = ["team", "ops", "devs", "joe", "nosuch", "al@far.example", "al@slow.example", "x@none.example"]
    record = site.parent / "recorded.toml"
    first = ask(site, *names, "--json", "--record", str(record))
    command = ["route", str(site), *names, "--json", "--world", str(record)]
    again = CliRunner().invoke(group(), command)
    assert (json.loads(again.stdout), again.exit_code) == (json.loads(first.stdout), first.exit_code)


def test_the_real_machine_can_be_recorded(site: Path) -> None:
    record = site.parent / "recorded.toml"
    ran = CliRunner().invoke(group(), ["route", str(site), "root", "devs", "--brief", "--record", str(record)])
    again = CliRunner().invoke(group(), ["route", str(site), "root", "devs", "--brief", "--world", str(record)])
    assert (again.stdout, again.exit_code) == (ran.stdout, ran.exit_code)
    assert "[users.root]" in record.read_text()


def test_a_record_that_cannot_be_written_is_exit_3(site: Path) -> None:
    assert ask(site, "alice", "--record", "/nowhere/x").exit_code == 3


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
