"""What a configuration comes to: who wins, what is built in, what switches bring along."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.ir.program import Entry
from smail_compiler.schema.attribute import FileKind, Scalar
from smail_compiler.semantics.builtin import built_in_entries
from smail_compiler.syntax.expression import Command, Text
from smail_testkit.written_sites import sound


def named(entries: tuple[Entry, ...], name: str) -> Entry:
    return next(one for one in entries if one.name == name)


def test_in_config_files_the_last_setting_wins_under_any_name(tmp_path: Path) -> None:
    text = "postmaster = a\npostmaster_address = b\nmax_hop_count = 3\n-max_hop_count\n"
    site = sound(tmp_path, {"config": text}).site
    assert site.variable("postmaster_address") == "b"
    assert site.variables["postmaster_address"].spelled == "postmaster_address"
    assert site.variable("max_hop_count") == 0
    place = site.variables["max_hop_count"].at
    assert place is not None and place.begin == (4, 1)


def test_every_variable_is_there_with_its_default(tmp_path: Path) -> None:
    site = sound(tmp_path, {}).site
    assert site.variable("max_message_size") == 102_400
    assert site.variable("retry_duration") == 432_000
    assert site.variables["retry_duration"].at is None
    assert isinstance(site.variables["received_field"].template, Text)
    assert site.variable("hostnames") is None


def test_a_bad_value_leaves_what_was_there_before(tmp_path: Path) -> None:
    from smail_testkit.written_sites import load_site

    site = load_site(tmp_path, {"config": "max_hop_count = 7\nmax_hop_count = 08\n"}).site
    assert site.variable("max_hop_count") == 7


def test_in_the_tables_the_first_setting_wins(tmp_path: Path) -> None:
    text = "f: driver=forwardfile, owner=a, owner=b, -caution, caution; file=x, file=y, -file\n"
    (entry,) = sound(tmp_path, {"directors": text}).site.directors
    assert entry.value("owner", private=False) == "a"
    assert entry.value("caution", private=False) is False
    assert entry.value("file", private=True) == "x"


def test_headers_accumulate_in_file_order(tmp_path: Path) -> None:
    text = 'p: driver=pipe, insert_header="A: 1", insert_header="B: $user", remove_header; cmd="/bin/cat"\n'
    entry = sound(tmp_path, {"transports": text}).site.transports[0]
    assert [one.value for one in entry.generic[1:]] == ["A: 1", "B: $user", "1"]
    assert all(isinstance(one.template, Text) for one in entry.generic[1:])


def test_directors_and_routers_replace_the_built_in_ones(tmp_path: Path) -> None:
    files = {"directors": "user: driver=user\n", "routers": "# none at all\n"}
    site = sound(tmp_path, files).site
    assert [one.name for one in site.directors] == ["user"]
    assert site.routers == ()


def test_transports_come_before_the_built_in_ones(tmp_path: Path) -> None:
    site = sound(tmp_path, {"transports": "uux: driver=pipe; cmd=/bin/cat\nmine: driver=tcpsmtp\n"}).site
    assert [one.name for one in site.transports[:3]] == ["uux", "mine", "local"]
    first = site.transport("uux")
    assert first is not None and first.at is not None
    assert sum(one.name == "uux" for one in site.transports) == 2
    assert first.value("uucp", private=False) is False


def test_built_in_lists() -> None:
    assert [one.name for one in built_in_entries(FileKind.DIRECTOR)] == [
        "aliasinclude",
        "forwardinclude",
        "aliases",
        "dotforward",
        "forwardto",
        "user",
        "real_user",
        "lists",
        "smart_user",
    ]
    assert {"local", "pipe", "file", "uux", "smtp"} <= {one.name for one in built_in_entries(FileKind.TRANSPORT)}
    for kind in (FileKind.DIRECTOR, FileKind.ROUTER, FileKind.TRANSPORT):
        assert all(one.at is None and one.known for one in built_in_entries(kind))


@pytest.mark.parametrize(
    ("kind", "entry", "private", "name", "value"),
    [
        (FileKind.DIRECTOR, "aliases", False, "nobody", False),
        (FileKind.DIRECTOR, "dotforward", False, "nobody", True),
        (FileKind.DIRECTOR, "user", False, "nobody", False),
        (FileKind.DIRECTOR, "aliasinclude", True, "modemask", 0),
        (FileKind.DIRECTOR, "aliasinclude", True, "copysecure", True),
        (FileKind.ROUTER, "bind_hosts", True, "defnames", False),
        (FileKind.ROUTER, "bind_hosts", True, "domain_required", True),
        (FileKind.ROUTER, "inet_addrs", True, "check_for_local", True),
        (FileKind.TRANSPORT, "local", False, "local_xform", True),
        (FileKind.TRANSPORT, "local", False, "max_chars", 0),
        (FileKind.TRANSPORT, "pipe", True, "log_output", False),
        (FileKind.TRANSPORT, "pipe", True, "umask", 0o022),
        (FileKind.TRANSPORT, "uux", True, "pipe_as_user", False),
        (FileKind.TRANSPORT, "uux", False, "max_addrs", 5),
        (FileKind.TRANSPORT, "smtp", True, "long_timeout", 18_000),
        (FileKind.TRANSPORT, "smtp", True, "service", "smtp"),
        (FileKind.TRANSPORT, "smtp", False, "crlf", True),
        (FileKind.TRANSPORT, "uusmtp", False, "dots", True),
    ],
)
def test_flags_of_built_in_entries(kind: FileKind, entry: str, private: bool, name: str, value: Scalar) -> None:
    assert named(built_in_entries(kind), entry).value(name, private=private) == value


@pytest.mark.parametrize(
    ("written", "local", "xform"),
    [
        ("local", True, True),
        ("-local", False, False),
        ("local_xform", False, True),
        ("local, -local_xform", True, True),
        ("-local_xform, local", True, False),
        ("-local, local_xform", False, False),
    ],
)
def test_local_sets_two_flags_and_the_first_written_wins(
    tmp_path: Path, written: str, local: bool, xform: bool
) -> None:
    entry = sound(tmp_path, {"transports": f"p: driver=pipe, {written}; cmd=/bin/cat\n"}).site.transports[0]
    assert (entry.value("local", private=False), entry.value("local_xform", private=False)) == (local, xform)


@pytest.mark.parametrize(("written", "dots"), [("bsmtp", True), ("hbsmtp", True), ("-bsmtp", False), ("crlf", False)])
def test_batched_smtp_doubles_dots(tmp_path: Path, written: str, dots: bool) -> None:
    entry = sound(tmp_path, {"transports": f"p: driver=pipe, {written}; cmd=/bin/cat\n"}).site.transports[0]
    assert entry.value("dots", private=False) is dots


def test_commands_and_lists_are_parsed_as_such(tmp_path: Path) -> None:
    files = {
        "transports": 'p: driver=pipe; cmd="/bin/deliver $user", -umask\n',
        "directors": "f: driver=forwardfile; file=~/.forward, caution=0-9:~ftp:daemon\n",
    }
    site = sound(tmp_path, files).site
    command = site.transports[0].setting("cmd", private=True)
    caution = site.directors[0].setting("caution", private=True)
    assert command is not None and isinstance(command.template, Command)
    assert caution is not None and caution.template is None
    assert len(caution.items) == 3


def test_other_spellings_of_drivers_are_one_driver(tmp_path: Path) -> None:
    site = sound(tmp_path, {"transports": "s: driver=smtp; use_bind\n", "routers": "r: driver=rerouter\n"}).site
    assert site.transports[0].driver == "tcpsmtp"
    assert site.routers[0].driver == "reroute"


def test_routers_and_transports_without_driver_take_the_default(tmp_path: Path) -> None:
    from smail_testkit.written_sites import codes, load_site

    files = {"routers": "r: transport=uux; file=paths, optional\n", "transports": "t: local; cmd=/bin/cat\n"}
    loaded = load_site(tmp_path, files)
    assert codes(loaded) == ["SM305", "SM305"]
    assert [one.category for one in loaded.diagnostics] == [None, None]
    assert (loaded.site.routers[0].driver, loaded.site.transports[0].driver) == ("pathalias", "pipe")


@pytest.mark.parametrize("entry", ["x: driver=aliasfle; file=x", "x: driver=pipe; umask=022 log_output"])
def test_an_entry_that_was_not_understood_is_marked(tmp_path: Path, entry: str) -> None:
    from smail_testkit.written_sites import load_site

    site = load_site(tmp_path, {"transports": entry + "\n"}).site
    assert not site.transports[0].known
