"""`smail-query address`: the documented object, the place of errors, the readable answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.emit.table import emit
from smail_compiler.ir.program import QualifyRule
from smail_compiler.pipeline import load
from smail_compiler.text.source import SourceFile
from smail_lint.query.address.answer import address_answer
from smail_lint.query.address.text import address_text
from smail_lint.query.cli import group
from smail_lint.report.paint import Paint
from smail_runtime.mail.address import Address, Form, parse
from smail_runtime.mail.tokens import unquote
from smail_runtime.routing.names import Names
from smail_runtime.routing.qualify import rows
from smail_testkit.golden import Golden
from smail_testkit.site import write_site

CONFIG = "hostnames=mail.example:here.example\nmore_hostnames=gate\nvisible_name=example\nuucp_name=mail\n"
QUALIFY = "ash lab.example\nash other.example\n*  uucp\noak late.example\n"
NAMES = Names("mail.example", "mail", "example", frozenset(("mail", "mail.example", "here.example", "gate")))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A configuration with a qualify file."""
    return write_site(tmp_path / "site", {"config": CONFIG, "qualify": QUALIFY})


def ask(target: Path, *words: str) -> Result:
    return CliRunner().invoke(group(), ["address", str(target), *words])


def test_by_the_rules_of_the_standards(site: Path) -> None:
    """What the rules leave of the address is taken apart; a text that they refuse is not."""
    header = json.loads(ask(site, "Al (x) <al@far.example>", "--rules", "rfc5322", "--json").stdout)
    assert (header["address"], header["form"], header["target"], header["remainder"]) == (
        *("Al (x) <al@far.example>", "mailbox", "far.example", "al"),
    )
    for rules, column in (("rfc5321", 2), ("rfc5322", 3)):
        refused = ask(site, "a..b@far.example", "--rules", rules, "--json")
        found = json.loads(refused.stdout)
        assert (refused.exit_code, found["form"], found["errors"][0]["category"]) == (1, None, "bad-mailbox")
        assert found["errors"][0]["column"] == column
    assert ask(site, "Al B. <al@h>", "--rules", "rfc5322").exit_code == 1
    assert ask(site, "Al B. <al@h>", "--rules", "rfc5322-obsolete").exit_code == 0
    assert ask(site, "a..b@far.example").exit_code == 0


def answer(target: Path, address: str) -> Any:
    return json.loads(ask(target, address, "--json").stdout)


@pytest.mark.parametrize(
    ("address", "form", "target", "remainder", "local", "passes"),
    [
        ("joe", "local", None, "joe", True, []),
        ("joe@far.example", "mailbox", "far.example", "joe", False, []),
        ("joe@HERE.example", "mailbox", "HERE.example", "joe", True, ["joe"]),
        ("a!b!joe", "bang", "a", "b!joe", False, []),
        ("joe%far", "percent", "far", "joe", False, []),
        ("@a,@b:joe", "route", "a", "@b:joe", False, []),
        ("@a:joe", "last-hop", "a", "joe", False, []),
        ("<@gate,@b:joe>", "route", "gate", "@b:joe", False, ["@b:joe"]),
        ("mail!gate!joe%here.example", "bang", "mail", "gate!joe%here.example", True,
         ["gate!joe%here.example", "joe%here.example", "joe"]),
        ('"a b"@mail', "mailbox", "mail", '"a b"', True, ['"a b"', "a b"]),
        ('"joe@far"@mail', "mailbox", "mail", '"joe@far"', False, ['"joe@far"', "joe@far"]),
        ("x y <joe@far>", "mailbox", "far", "joe", False, []),
        ("joe@[192.0.2.1]", "mailbox", "[192.0.2.1]", "joe", False, []),
        ("joe@visible.example", "mailbox", "visible.example", "joe", False, []),
    ],
)  # fmt: skip
def test_parses(
    site: Path, address: str, form: str, target: str | None, remainder: str, local: bool, passes: list[str]
) -> None:
    found = answer(site, address)
    expected = {"form": form, "target": target, "remainder": remainder, "local": local, "passes": passes}
    assert found == found | expected
    assert (found["local_part"], found["domain"], found["errors"]) == (remainder, target or "", [])
    assert [one["form"] for one in found["steps"]][:1] == [form]


@pytest.mark.parametrize(
    ("address", "category", "column", "text"),
    [
        ("", "null-address", 1, ""),
        ("<>", "null-address", 1, "<>"),
        ("@", "bad-token", 1, "@"),
        ("<@>", "bad-token", 2, "<@>"),
        ('joe@"x', "bad-token", 5, 'joe@"x'),
        ('a."b@c', "bad-token", 3, 'a."b@c'),
        ("joe\\", "bad-token", 4, "joe\\"),
        ("@far", "route-addr-syntax", 5, "@far"),
        ("@far!joe", "route-addr-syntax", 5, "@far!joe"),
        ("a!", "no-remainder", 3, "a!"),
        ("@far:", "no-remainder", 6, "@far:"),
        ("joe@-far", "target-dash", 5, "joe@-far"),
        ("-far!joe", "target-dash", 1, "-far!joe"),
        ("@-far:joe", "target-dash", 2, "@-far:joe"),
        ("/usr/x!joe", "bad-host-character", 1, "/usr/x!joe"),
        ("joe@fa/r", "bad-host-character", 7, "joe@fa/r"),
        ("joe%@", "bad-host-character", 5, "joe%@"),
        ("x <joe@f#r>", "bad-host-character", 9, "x <joe@f#r>"),
        ("<joe@far", "unbalanced-angle", 1, "<joe@far"),
        ("<<joe>", "unbalanced-angle", 1, "<<joe>"),
        ("joe>@far", "unbalanced-angle", 4, "joe>@far"),
        ("gate!mail!a b!joe", "bad-host-character", 12, "gate!mail!a b!joe"),
        ("a b!joe%here.example@mail", "bad-host-character", 2, "a b!joe%here.example@mail"),
        ("<gate!a b!joe>", "bad-host-character", 8, "<gate!a b!joe>"),
        ('"joe@f\\"r"@mail', "bad-host-character", 6, 'joe@f"r'),
    ],
)  # fmt: skip
def test_errors_have_a_place(site: Path, address: str, category: str, column: int, text: str) -> None:
    """The last one is in what was left when the quotes had been taken off."""
    ran = ask(site, "--json", "--", address)
    found = json.loads(ran.stdout)
    (error,) = found["errors"]
    assert (error["category"], error["column"], error["text"]) == (category, column, text)
    assert (ran.exit_code, found["local"]) == (1, False)


@pytest.mark.parametrize(
    ("address", "qualified"),
    [
        ("joe", "joe@example"),
        ("a b", '"a b"@example'),
        ("a@", '"a@"@example'),
        ('"joe"', "joe@example"),
        ('"a b"', '"a b"@example'),
        ("a\\@b", '"a@b"@example'),
        ("joe@far.example", "joe@far.example"),
        ("joe@ash", "joe@ash.lab.example"),
        ("joe@ASH", "joe@ASH.lab.example"),
        ("joe@oak", "joe@oak.uucp"),
        ("elm!joe", "elm.uucp!joe"),
        ("joe%elm", "joe%elm.uucp"),
        ("@elm,@b:joe", "@elm.uucp,@b:joe"),
        ("joe@[192.0.2.1]", "joe@[192.0.2.1]"),
        ("<joe@elm>", "joe@elm.uucp"),
    ],
)
def test_short_names_are_completed(site: Path, address: str, qualified: str) -> None:
    assert answer(site, address)["qualified"] == qualified


def test_a_table_knows_the_qualify_rows(site: Path) -> None:
    table = site.parent / "smail.table"
    table.write_bytes(emit(load(site).site))
    assert answer(table, "joe@ash")["qualified"] == "joe@ash.lab.example"
    assert answer(table, "joe@elm")["qualified"] == "joe@elm.uucp"
    assert answer(table, "joe@elm.example")["qualified"] == "joe@elm.example"
    assert answer(table, "joe@mail")["local"] is True


def test_percent_binds_looser_behind_a_peeled_mailbox_if_told_to(site: Path) -> None:
    assert answer(site, "x!y%z@mail")["steps"][-1]["form"] == "bang"
    (site / "config").write_text(CONFIG + "switch_percent_and_bang\n")
    assert answer(site, "x!y%z@mail")["steps"][-1]["form"] == "percent"
    assert answer(site, "x!y%z")["steps"][-1]["form"] == "bang"


def test_the_host_name_counts_only_without_hostnames(site: Path) -> None:
    world = site.parent / "world.toml"
    world.write_text('host_name = "box.lan.example"\n')
    assert json.loads(ask(site, "joe@box.lan.example", "--json", "--world", str(world)).stdout)["local"] is False
    (site / "config").write_text("-visible_domains\n")
    assert json.loads(ask(site, "joe@box.lan.example", "--json", "--world", str(world)).stdout)["local"] is True


def test_readable_answers(site: Path, golden: Golden) -> None:
    asked = ["joe", "x!y%z@gate", '"a b"@mail', "joe@elm", "gate!a b!joe", '"joe@f\\"r"@mail', "j" * 50 + "@mail"]
    shown = [f"$ smail-query address site '{one}'\n{ask(site, one).stdout}" for one in asked]
    golden.check("address.txt", "\n".join(shown))


def test_colour_is_for_terminals_only() -> None:
    found = address_answer("joe@far\x1b[2J.example", NAMES, {})
    assert "\x1b[" in address_text(found, Paint(True))
    assert "\x1b" not in address_text(found, Paint(False))


def test_what_cannot_be_read_is_exit_3(site: Path) -> None:
    ran = ask(site / "nowhere", "joe")
    assert (ran.exit_code, ran.stdout, len(ran.stderr.splitlines())) == (3, "", 1)


def test_no_row_counts_behind_the_one_for_all() -> None:
    at = SourceFile("qualify", b"").span(0)
    rules = [QualifyRule(host, domain, at) for host, domain in (("A", "x"), ("a", "y"), ("*", "z"), ("b", "w"))]
    assert rows(rules) == {"a": "x", "*": "z"}


@given(st.text(st.sampled_from('ab@!%:,<>"\\.[]- \x80'), max_size=14))
@settings(max_examples=400)
def test_any_text_has_an_answer(text: str) -> None:
    found = address_answer(text, NAMES, {"*": "uucp"})
    for error in found.errors:
        assert 1 <= error.column <= len(error.text) + 1
    assert (found.form is None) == (not found.steps)
    if found.form == "local" and not found.errors:
        again = parse(found.qualified or "")
        assert isinstance(again, Address)
        assert (again.form, again.target) == (Form.MAILBOX, "example")
        assert unquote(again.remainder) == unquote(found.remainder or "")
    assert address_text(found, Paint())
