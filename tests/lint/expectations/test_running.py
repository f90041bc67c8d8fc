"""Which expectations hold, and what is said of those that do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .sites import SITE, check, site

HOLD = [
    'address = "joe"\noutcome = "deliver"',
    'address = ["joe@example.org", "ann"]\ntransport = "local"',
    'address = "joe"\nuser = "joe"\npath = "/var/mail/joe"\nvia = "users"',
    'address = "al@far.example"\nhost = "far.example"\nvia = ["dns"]',
    'address = "al@slow.example"\noutcome = "defer"\nerror = "SERVFAIL"',
    'address = "nosuch"\noutcome = "fail"\nerror = "/^unknown user/"',
    'address = "lost"\nerror = "unknown user nosuch"\nvia = "aliases"',
    'address = "team"\ndeliveries = [{host = "far.example"}, {user = "ann"}, {transport = "local"}]',
    'address = "team"\nfrom = "joe"\ndeliveries = [{user = "ann"}, {transport = "smtp"}]',
    'address = "log"\ndeliveries = [{transport = "file", address = "/var/log/mail"}]',
]

FAIL = [
    ('address = "joe"\noutcome = "fail"', 'outcome = "fail"', "`joe`: expected outcome `fail`, got `deliver`"),
    ('address = "nosuch"\ntransport = "local"', "transport", "expected outcome `deliver`, got `fail`"),
    ('address = "joe"\ntransport = "smtp"', 'transport = "smtp"', "expected transport `smtp`, got `local`"),
    ('address = "joe"\nuser = "ann"', 'user = "ann"', "expected user `ann`, got `joe`"),
    ('address = "joe"\nhost = "h"', 'host = "h"', "expected host `h`, got `none`"),
    ('address = "joe"\nvia = ["users", "aliases"]', "via", "expected via `aliases`, got `users`"),
    ('address = "lost"\nerror = "unknown host"', "error", "expected error `unknown host`, got `unknown user nosuch`"),
    ('address = "joe"\nerror = "x"', "error", "expected error `x`, got `no error`"),
    ('address = "team"\ndeliveries = [{user = "joe"}]', "deliveries", "expected deliveries `no further delivery`"),
    (
        'address = "joe"\ndeliveries = [{user = "joe"}, {user = "joe"}]',
        "deliveries",
        "expected deliveries `user joe`, got `no further delivery`",
    ),
    ('address = "joe"\ndeliveries = []', "deliveries", "got `transport local, address joe`"),
    ('address = "two words"\noutcome = "deliver"', "outcome", "got `fail`"),
    ('address = ""\noutcome = "deliver"', "outcome", "expected outcome `deliver`"),
    ('address = "a\\u0000b"\noutcome = "deliver"', "outcome", "expected outcome `deliver`"),
    ('name = "boss"\naddress = "joe"\noutcome = "fail"', "outcome", "boss: `joe`: expected"),
]


@pytest.mark.parametrize("expected", HOLD)
def test_what_holds(tmp_path: Path, expected: str) -> None:
    ran = check(site(tmp_path, f"[[expect]]\n{expected}\n"), "--format", "concise")
    assert ran.exit_code == 0, ran.stdout


@pytest.mark.parametrize(("expected", "line", "message"), FAIL)
def test_what_does_not_hold_is_told_at_its_line(tmp_path: Path, expected: str, line: str, message: str) -> None:
    file = site(tmp_path, f"[[expect]]\n{expected}\n")
    ran = check(file, "--format", "concise")
    first = ran.stdout.splitlines()[0]
    place = first.removeprefix(f"{file}:").split(":")[0]
    assert (ran.exit_code, message in first, "SM991" in first) == (1, True, True), first
    assert file.read_text().splitlines()[int(place) - 1].startswith(line)


def test_the_deciding_lines_are_shown(tmp_path: Path) -> None:
    shown = check(site(tmp_path, '[[expect]]\naddress = "team"\noutcome = "fail"\n')).stdout
    assert "  ::: directors:1:1\n" in shown
    assert "director aliases, asked about team: took it: alias `team` on line 1 of" in shown
    assert "  ::: routers:1:1\n" in shown
    assert max(map(len, shown.splitlines())) <= 80 or str(tmp_path) in shown


def test_coverage_names_what_nothing_reaches(tmp_path: Path) -> None:
    file = site(tmp_path, '[[expect]]\naddress = "joe"\noutcome = "deliver"\n')
    ran = check(file)
    assert "as expected" in ran.stdout
    shown = " ".join(ran.stdout.split())
    assert "33 % (directors 1 of 3, routers 0 of 1, transports 1 of 2)" in shown
    assert "never taken: director lists directors:3" in shown
    assert "director users" not in shown
    assert (ran.exit_code, check(file, "--fail-under", "33").exit_code) == (0, 0)
    low = check(file, "--fail-under", "34", "--format", "concise")
    assert (low.exit_code, "SM993" in low.stdout) == (1, True)


def test_the_companions_of_a_transport_are_reached_with_it(tmp_path: Path) -> None:
    file = site(tmp_path, '[[expect]]\naddress = "joe"\noutcome = "deliver"\n')
    names = {"local": "shadow=copy, ", "copy": "error_transport=lost, ", "lost": "", "other": "shadow=lost, "}
    entries = [f"{one}: driver=appendfile, {more}local; file=/var/mail/{one}" for one, more in names.items()]
    (tmp_path / "transports").write_text("\n".join(entries))
    shown = check(file).stdout
    assert ("transports 3 of 4" in shown, shown.count("never taken: transport")) == (True, 1), shown


def test_coverage_of_files_for_one_target_adds_up(tmp_path: Path) -> None:
    one = site(tmp_path, '[[expect]]\naddress = "joe"\noutcome = "deliver"\n')
    two = tmp_path / "more.toml"
    two.write_text('[[expect]]\naddress = "log"\noutcome = "deliver"\n')
    ran = check(one, two, "--format", "json")
    (coverage,) = json.loads(ran.stdout)["coverage"]
    assert coverage["percent"] == 50.0
    assert [entry["name"] for entry in coverage["directors"]["taken"]] == ["aliases", "users"]


def test_a_compiled_table_and_a_world_in_a_file(tmp_path: Path) -> None:
    from smail_compiler.emit.table import emit
    from smail_compiler.pipeline import load

    site(tmp_path / "site", "")
    (tmp_path / "smail.table").write_bytes(emit(load(tmp_path / "site").site))
    (tmp_path / "world.toml").write_text("[users.joe]\n")
    file = tmp_path / "routing.toml"
    head = 'target = "smail.table"\nworld = "world.toml"\n'
    file.write_text(head + '[[expect]]\naddress = "joe"\noutcome = "deliver"\n')
    assert check(file).exit_code == 0
    file.write_text(head + '[[expect]]\naddress = "joe"\noutcome = "fail"\n')
    shown = " ".join(check(file).stdout.split())
    assert "note: directors:2: director users, asked about joe: took it: account `joe`" in shown


def test_an_expectation_may_say_the_grade_of_the_mail(tmp_path: Path) -> None:
    waiting = "[[expect]]\naddress = 'al@far.example'\ntransport = 'later'\n"
    file = site(tmp_path, f"{waiting}grade = 'n'\n" + waiting.replace("later", "smtp"))
    (tmp_path / "config").write_text(f"hostnames=mail.example\nmethod_dir={tmp_path}\n")
    (tmp_path / "routers").write_text("dns: driver=bind, method=ways; defer_no_connect\n")
    (tmp_path / "ways").write_text("*/a-z later\n* smtp\n")
    (tmp_path / "transports").write_text("smtp: driver=tcpsmtp, inet\nlater: driver=tcpsmtp, inet\n")
    ran = check(file)
    assert (ran.exit_code, "2 addresses as expected" in ran.stdout) == (0, True), ran.stdout


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        ('target = "nowhere"\n', "nowhere"),
        ('target = "a\\u0000b"\n', "target"),
        ('world = "nowhere.toml"\n', "nowhere.toml: No such file"),
        ('world = "bad.toml"\n', "bad.toml:1:1: a world has no key `uesrs`"),
        ('world = "a\\u0000b"\n', "name"),
    ],
)
def test_an_unreadable_target_or_world_is_exit_3_and_a_line(tmp_path: Path, head: str, complaint: str) -> None:
    file = site(tmp_path, head + '[[expect]]\naddress = "joe"\noutcome = "deliver"\n', "")
    (tmp_path / "bad.toml").write_text("uesrs = 1\n")
    ran = check(file)
    assert (ran.exit_code, len(ran.stderr.splitlines())) == (3, 1)
    assert complaint in ran.stderr


def test_a_missing_file_is_exit_3_and_the_others_run(tmp_path: Path) -> None:
    file = site(tmp_path, '[[expect]]\naddress = "joe"\noutcome = "deliver"\n')
    ran = check(tmp_path / "none.toml", file, tmp_path)
    assert (ran.exit_code, "1 address as expected" in ran.stdout) == (3, True)
    assert len(ran.stderr.splitlines()) == 2
    assert "none.toml: No such file" in ran.stderr


def test_no_file_is_wrong_usage() -> None:
    assert check().exit_code == 2
    assert check("x", "--fail-under", "120").exit_code == 2
    assert SITE
