"""`smail-query diff`: classes with witnesses, data in bulk, tables, and what is said when nothing differs."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
aliases: driver=aliasfile; file=aliases, proto=lsearch
lists: driver=forwardfile; file=lists/${lc:user}
user: driver=user; transport=local
""",
    "routers": "out: driver=smarthost, transport=smtp; path=relay.example.net\n",
    "transports": """\
local: driver=appendfile, local; file=/var/mail/${lc:user}
pipe: driver=pipe, local; cmd="/bin/sh -c $user"
smtp: driver=tcpsmtp, inet, max_addrs=0
""",
    "aliases": 'team: alice, bob@far.example\nlog: "|/bin/log"\n',
    "lists/devs": "alice\n",
}
WORLD = '[users.alice]\nhome = "/home/alice"\n[users.bob]\nhome = "/home/bob"\n'


def ask(tmp_path: Path, changed: Mapping[str, str], *more: str, old: Mapping[str, str] = SITE) -> Result:
    """The question about the site and the same with some files changed."""
    write_site(tmp_path / "old", old)
    write_site(tmp_path / "new", {**old, **changed})
    return CliRunner().invoke(group(), ["diff", str(tmp_path / "old"), str(tmp_path / "new"), *more])


def answer(ran: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def ends(ran: Result) -> set[tuple[str, str, str, str]]:
    """Of each class who decides and with what end, before and after."""
    classes = answer(ran)["classes"]
    return {
        (one["old"]["name"] or "", one["old"]["outcome"], one["new"]["name"] or "", one["new"]["outcome"])
        for one in classes
    }


def test_the_same_program_is_equal_without_trying(tmp_path: Path) -> None:
    ran = ask(tmp_path, {}, "--json")
    assert (ran.exit_code, answer(ran)["proved"], answer(ran)["tried"]) == (0, True, 0)


def test_comments_and_lines_change_no_way(tmp_path: Path) -> None:
    ran = ask(tmp_path, {"aliases": "# moved\n\n" + SITE["aliases"]}, "--json")
    assert ran.exit_code == 0
    assert answer(ran)["equal"] and not answer(ran)["settings"] and not answer(ran)["data"]


def test_a_key_that_is_gone(tmp_path: Path) -> None:
    ran = ask(tmp_path, {"aliases": 'log: "|/bin/log"\n'}, "--json")
    found = answer(ran)
    assert ran.exit_code == 1
    assert {one["witness"].lower() for one in found["classes"]} == {"team"}
    assert found["data"] == [{"director": "aliases", "added": 0, "removed": 1, "changed": 0}]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(
            {"aliases": 'team: alice\nlog: "|/bin/log"\n'}, ("aliases", "deliver", "aliases", "deliver"), id="value"
        ),
        pytest.param({"lists/devs": "bob\n"}, ("lists", "deliver", "lists", "deliver"), id="list file"),
        pytest.param({"lists/ops": "bob\n"}, ("", "fail", "lists", "deliver"), id="new list"),
        pytest.param(
            {"directors": SITE["directors"].replace("transport=local", "transport=local, prefix=real-")},
            ("user", "deliver", "", "fail"),
            id="prefix",
        ),
        pytest.param(
            {"routers": SITE["routers"].replace("relay", "other")}, ("out", "deliver", "out", "deliver"), id="host"
        ),
        pytest.param(
            {"config": SITE["config"].replace("example.org\n", "example.org:own.example\n", 1)},
            ("out", "deliver", "user", "deliver"),
            id="local host",
        ),
    ],
)
def test_classes(tmp_path: Path, changed: Mapping[str, str], expected: tuple[str, ...]) -> None:
    (tmp_path / "world.toml").write_text(WORLD)
    ran = ask(tmp_path, changed, "--json", "--world", str(tmp_path / "world.toml"))
    assert ran.exit_code == 1
    assert expected in ends(ran)


def test_a_limit_of_senders_is_tried_with_the_senders_it_names(tmp_path: Path) -> None:
    limited = SITE["directors"].replace("driver=user;", "driver=user, senders=boss@far.example;")
    old = {**SITE, "config": "# smail-dialect: extended\n" + SITE["config"]}
    found = answer(ask(tmp_path, {"directors": limited}, "--json", old=old))
    refused = {one["sender"] for one in found["classes"] if one["new"]["outcome"] == "fail"}
    assert refused and "boss@far.example" not in refused


def test_who_is_left_out_as_the_sender(tmp_path: Path) -> None:
    """Only mail of a member tells whether a director keeps the sender."""
    kept = SITE["directors"].replace("driver=aliasfile;", "driver=aliasfile, sender_okay;")
    (tmp_path / "world.toml").write_text(WORLD)
    found = answer(ask(tmp_path, {"directors": kept}, "--json", "--world", str(tmp_path / "world.toml")))
    assert [(one["witness"], one["sender"]) for one in found["classes"]] == [("team", "alice")]


def test_a_name_that_is_a_path(tmp_path: Path) -> None:
    """Names with a slash are no list files and not well formed: only both together tell these directors apart."""
    tried = {"directors": "lists: driver=forwardfile; file=lists/$user\nall: driver=smartuser; new_user=bob@near"}
    picky = {"directors": f"{tried['directors']}, well_formed_only\n"}
    found = answer(ask(tmp_path, picky, "--json", old={**SITE, "directors": f"{tried['directors']}\n"}))
    assert {"all", ""} == {one[side]["name"] or "" for one in found["classes"] for side in ("old", "new")}


def test_a_name_in_another_case(tmp_path: Path) -> None:
    """A list file is asked for by the name as written, or in lower case."""
    written = {"directors": SITE["directors"].replace("${lc:user}", "$user")}
    found = answer(ask(tmp_path, written, "--json"))
    assert "Devs" in {one["witness"] for one in found["classes"]}


def test_a_path_is_tried_through_every_sort_of_host(tmp_path: Path) -> None:
    """A reroute router looks at the second host of a path."""
    cut = {"routers": "short: driver=reroute, transport=smtp; matchlocal\n" + SITE["routers"]}
    found = answer(ask(tmp_path, cut, "--json"))
    assert "short" in {one["new"]["name"] for one in found["classes"]}


def test_every_witness_goes_the_ways_that_are_shown(tmp_path: Path) -> None:
    (tmp_path / "world.toml").write_text(WORLD)
    changed = {"directors": "".join(reversed(SITE["directors"].splitlines(keepends=True))), "aliases": "bob: alice\n"}
    found = answer(ask(tmp_path, changed, "--json", "--world", str(tmp_path / "world.toml")))
    assert found["classes"]
    for one in found["classes"]:
        for side in ("old", "new"):
            argv = ["route", str(tmp_path / side), one["witness"], "--world", str(tmp_path / "world.toml"), "--json"]
            shown = json.loads(CliRunner().invoke(group(), argv).stdout)
            assert shown == one[f"{side}_route"]


def test_a_transport_that_is_set_differently(tmp_path: Path) -> None:
    ran = ask(tmp_path, {"transports": SITE["transports"].replace("/bin/sh -c", "/bin/sh -e -c")}, "--json")
    found = answer(ran)
    assert [(one["transport"], one["witness"]) for one in found["classes"]] == [("pipe", "log")]
    assert found["settings"] == [{"kind": "transports", "name": "pipe", "fields": ["cmd"], "only": None}]


def test_what_touches_no_way_is_told_and_equal(tmp_path: Path) -> None:
    ran = ask(tmp_path, {"config": SITE["config"] + "max_message_size=1M\n"})
    assert ran.exit_code == 0
    assert "variables: max_message_size" in ran.stdout
    assert "equal on the modelled part" in ran.stdout


def test_tables_are_compared_as_directories_are(tmp_path: Path) -> None:
    write_site(tmp_path / "one", {name: text for name, text in SITE.items() if name != "lists/devs"})
    table = tmp_path / "one.table"
    table.write_bytes(emit(load(tmp_path / "one").site))
    ran = CliRunner().invoke(group(), ["diff", str(table), str(table), "--json"])
    assert ran.exit_code == 0 and answer(ran)["proved"]
    write_site(tmp_path / "one", {"aliases": "team: bob\n"})
    ran = CliRunner().invoke(group(), ["diff", str(table), str(tmp_path / "one"), "--json"])
    assert ran.exit_code == 1
    assert {"team", "log"} <= {one["witness"] for one in answer(ran)["classes"]}


def test_many_keys_are_compared_in_bulk(tmp_path: Path) -> None:
    """Only changed keys are routed, those that speak of them, and a sample of the others."""
    keys = [f"n{number}: alice\n" for number in range(6000)]
    changed = [*keys[:3000], "n3000: bob\n", *keys[3001:], "n7000: alice\n"]
    old = {**SITE, "aliases": "".join([*keys, "all: n3000\n"])}
    found = answer(ask(tmp_path, {"aliases": "".join([*changed, "all: n3000\n"])}, "--json", old=old))
    assert found["data"] == [{"director": "aliases", "added": 1, "removed": 0, "changed": 1}]
    assert "n3000" in {one["witness"] for one in found["classes"]}
    assert found["tried"] < 6000
    assert any("too large" in line for line in found["not_modelled"])


def test_screen(tmp_path: Path) -> None:
    ran = ask(tmp_path, {"aliases": 'team: bob\nlog: "|/bin/log"\n'})
    assert (
        ran.stdout
        == """\
1. director aliases, delivered -> director aliases, delivered
   such as team, one of 4 tried; machine: every name an account, every host
   there
   old  deliver local alice /var/mail/alice
        deliver smtp bob@far.example relay.example.net
   new  deliver local bob /var/mail/bob

set differently:
  data of aliases: keys 1 changed
"""
        + ran.stdout[ran.stdout.index("different:") :]
    )
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_trace_shows_who_was_asked(tmp_path: Path) -> None:
    ran = ask(tmp_path, {"aliases": 'team: bob\nlog: "|/bin/log"\n'}, "--trace")
    assert ran.stdout.count("directors asked about team") == 2


def test_what_cannot_be_read(tmp_path: Path) -> None:
    ran = CliRunner().invoke(group(), ["diff", str(tmp_path / "none"), str(tmp_path)])
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "No such file" in ran.stderr
    ran = ask(tmp_path, {}, "--world", str(tmp_path / "none.toml"))
    assert ran.exit_code == 3


def test_faulty_configurations_are_compared_and_said_to_be_so(tmp_path: Path) -> None:
    ran = ask(tmp_path, {"routers": "out: driver=nosuch\n"})
    assert ran.exit_code == 1
    assert "1 error in" in ran.stderr
