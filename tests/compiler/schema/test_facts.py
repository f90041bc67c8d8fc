"""The facts table: every setting of both lists is there, under every spelling, with the 3.2 type and default."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind, Sink, ValueType
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics.numbers import interval_of, number_of

LISTED = Path(__file__).with_name("listed.tsv")
TYPES = {
    "t_string": {ValueType.STRING},
    "t_boolean": {ValueType.BOOLEAN},
    "t_char": {ValueType.CHARACTER},
    "t_int": {ValueType.INTEGER},
    "t_long": {ValueType.INTEGER},
    "t_mode": {ValueType.MODE},
    "t_interval": {ValueType.INTERVAL},
    "t_double": {ValueType.DOUBLE},
    "t_infoproc": {ValueType.READ_ONLY},
    "t_proc": {ValueType.STRING, ValueType.INTERVAL, ValueType.HEADER},
}


def listed() -> list[dict[str, str]]:
    """Kind, driver, name, list (manual or 3.2), type and default of every row of both lists."""
    with LISTED.open(newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def fact(row: dict[str, str]) -> Attribute:
    return facts.attributes(FileKind(row["kind"]), row["driver"] or None)[row["name"]]


def default_text(one: Attribute, text: str) -> object:
    """A default of the lists as a typed value."""
    if one.type in (ValueType.INTEGER, ValueType.MODE):
        return number_of(text, 64)
    if one.type is ValueType.INTERVAL:
        return -1 if text == "-1" else interval_of(text)
    if one.type is ValueType.DOUBLE:
        return float(text)
    return {"True": True, "False": False}.get(text, text.encode().decode("unicode_escape"))


@pytest.mark.parametrize("row", listed(), ids=lambda row: "-".join(list(row.values())[:4]))
def test_every_listed_setting_is_known(row: dict[str, str]) -> None:
    one = fact(row)
    assert row["name"] == one.name or row["name"] in one.spellings
    assert one.meaning
    if row["list"] == "3.2":
        assert one.type in TYPES[row["type"]]
        if row["default"] and row["name"] == one.name:
            assert one.default == default_text(one, row["default"])


def test_nothing_is_in_the_table_that_no_list_has() -> None:
    known = {id(fact(row)) for row in listed()}
    assert {id(one) for one in facts.table().attributes if one.since != EXTENDED} == known


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("auth_domain", "auth_domains"),
        ("domain", "visible_domains"),
        ("domains", "visible_domains"),
        ("hostname", "hostnames"),
        ("gateway_names", "more_hostnames"),
        ("postmaster", "postmaster_address"),
        ("trusted_user", "trusted"),
        ("trusted_users", "trusted"),
        ("trusted_group", "trusted_groups"),
    ],
)
def test_several_names_share_a_variable(spelling: str, name: str) -> None:
    variables = facts.attributes(FileKind.CONFIG)
    assert variables[spelling] is variables[name]
    assert variables[name].name == name


@pytest.mark.parametrize(
    ("kind", "driver", "spelling", "name"),
    [
        (FileKind.DIRECTOR, "aliasinclude", "match_director", "matchdirector"),
        (FileKind.DIRECTOR, "genericinclude", "matchdirector", "matchdirector"),
        (FileKind.ROUTER, "bind", "widen_strings", "widen_domains"),
        (FileKind.ROUTER, "rerouter", "matchall", "matchall"),
        (FileKind.TRANSPORT, None, "uucp_from_hack", "unix_from_hack"),
        (FileKind.TRANSPORT, "smtp", "use_bind", "use_bind"),
        (FileKind.DIRECTOR, "user", "ignore-case", "ignore-case"),
    ],
)
def test_both_spellings_of_an_attribute(kind: FileKind, driver: str | None, spelling: str, name: str) -> None:
    assert facts.attributes(kind, driver)[spelling].name == name


@pytest.mark.parametrize(
    ("kind", "name", "canonical"),
    [
        (FileKind.TRANSPORT, "smtp", "tcpsmtp"),
        (FileKind.TRANSPORT, "tcpsmtp", "tcpsmtp"),
        (FileKind.ROUTER, "rerouter", "reroute"),
        (FileKind.DIRECTOR, "smart_user", None),
        (FileKind.DIRECTOR, "pathalias", None),
        (FileKind.DIRECTOR, "Aliasfile", None),
        (FileKind.ROUTER, "pipe", None),
    ],
)
def test_names_of_drivers(kind: FileKind, name: str, canonical: str | None) -> None:
    assert facts.driver_named(kind, name) == canonical


def test_every_place_of_a_name() -> None:
    places = {(one.kind.value, one.driver) for one in facts.owners_of("transport")}
    assert places == {
        ("director", "user"),
        ("director", "altuser"),
        ("director", "smartuser"),
        ("router", None),
    }
    assert {one.type for one in facts.owners_of("caution")} == {ValueType.BOOLEAN, ValueType.STRING}
    assert facts.owners_of("no_such_name") == ()


@pytest.mark.parametrize(
    ("kind", "driver", "private", "name", "value"),
    [
        (FileKind.DIRECTOR, "user", False, "nobody", True),
        (FileKind.DIRECTOR, "user", True, "transport", "local"),
        (FileKind.DIRECTOR, "aliasinclude", True, "modemask", 0o002),
        (FileKind.DIRECTOR, "aliasfile", True, "proto", "bsearch"),
        (FileKind.ROUTER, "bind", True, "defnames", True),
        (FileKind.ROUTER, "bind", True, "defer_no_connect", True),
        (FileKind.ROUTER, "gethostbyaddr", True, "check_for_local", False),
        (FileKind.TRANSPORT, "pipe", False, "received", True),
        (FileKind.TRANSPORT, "pipe", False, "max_addrs", 1),
        (FileKind.TRANSPORT, "pipe", False, "max_hosts", 1),
        (FileKind.TRANSPORT, "pipe", False, "max_chars", 2000),
        (FileKind.TRANSPORT, "pipe", True, "pipe_as_user", True),
        (FileKind.TRANSPORT, "pipe", True, "log_output", True),
        (FileKind.TRANSPORT, "pipe", True, "umask", 0),
        (FileKind.TRANSPORT, "appendfile", True, "append_as_user", True),
        (FileKind.TRANSPORT, "appendfile", True, "mode", 0o666),
        (FileKind.TRANSPORT, "tcpsmtp", True, "short_timeout", 300),
        (FileKind.TRANSPORT, "smtp", True, "long_timeout", 7200),
        (FileKind.TRANSPORT, "smtp", False, "dots", True),
    ],
)
def test_what_holds_when_nothing_is_written(
    kind: FileKind, driver: str, private: bool, name: str, value: object
) -> None:
    assert facts.defaults(kind, driver)[private, name] == value


@pytest.mark.parametrize(
    ("kind", "driver", "name", "sink"),
    [
        (FileKind.TRANSPORT, "appendfile", "file", Sink.PATH),
        (FileKind.TRANSPORT, "appendfile", "dir", Sink.PATH),
        (FileKind.DIRECTOR, "forwardfile", "file", Sink.PATH),
        (FileKind.TRANSPORT, "pipe", "cmd", Sink.COMMAND),
        (FileKind.ROUTER, "queryprogram", "cmd", Sink.COMMAND),
        (FileKind.CONFIG, None, "received_field", Sink.HEADER),
        (FileKind.TRANSPORT, None, "insert_header", Sink.HEADER),
        (FileKind.DIRECTOR, "smartuser", "new_user", Sink.ADDRESS),
        (FileKind.CONFIG, None, "smart_user", Sink.ADDRESS),
        (FileKind.DIRECTOR, None, "owner", Sink.ADDRESS),
        (FileKind.DIRECTOR, "aliasfile", "file", Sink.NONE),
    ],
)
def test_where_an_expanded_value_ends(kind: FileKind, driver: str | None, name: str, sink: Sink) -> None:
    one = facts.attributes(kind, driver)[name]
    assert one.sink is sink
    assert one.sink is Sink.NONE or one.expanded


@pytest.mark.parametrize(
    ("kind", "driver", "name", "expanded"),
    [
        (FileKind.TRANSPORT, "appendfile", "prefix", True),
        (FileKind.TRANSPORT, "appendfile", "suffix", False),
        (FileKind.TRANSPORT, "tcpsmtp", "service", True),
        (FileKind.DIRECTOR, "forwardfile", "caution", True),
        (FileKind.ROUTER, "pathalias", "file", None),
        (FileKind.CONFIG, None, "logfile", False),
    ],
)
def test_what_is_expanded(kind: FileKind, driver: str | None, name: str, expanded: bool | None) -> None:
    assert facts.attributes(kind, driver)[name].expanded is expanded


def test_what_is_old_or_without_effect() -> None:
    variables = facts.attributes(FileKind.CONFIG)
    assert variables["hit_table_len"].status == "deprecated"
    assert variables["max_load_ave"].status == "unimplemented"
    assert variables["max_message_size"].status is None
    tried = facts.attributes(FileKind.ROUTER, "pathalias")["try"]
    assert (tried.status, tried.replacement, tried.until) == ("unimplemented", "domain", "3.1")
    assert facts.attributes(FileKind.TRANSPORT, "appendfile")["check_path"].until == "3.1"
    assert variables["smtp_info"].since == "3.2"
    assert not variables["smtp_rbl_domains"].verified


def test_the_linter_of_nothing_needs_no_parser() -> None:
    code = "import sys, smail_compiler.schema.facts as f; f.table(); print('lark' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "False\n"
