"""Loading a whole directory: which files, in which order, and what happens to bad ones."""

from __future__ import annotations

import io
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.pipeline import UnreadableError, load
from smail_compiler.semantics import disk
from smail_compiler.semantics.lists import LARGEST_LIST
from smail_compiler.semantics.tree import LARGEST_FILE
from smail_testkit.site import write_site
from smail_testkit.written_sites import codes, load_site, sound

SAMPLES = Path(__file__).parents[3] / "samples"
SOUND = [
    path.parent
    for path in sorted(SAMPLES.rglob("config"))
    if not path.relative_to(SAMPLES).parts[0].startswith("broken") and path.is_file()
]
NAMES = ["config", "directors", "routers", "transports", "retry", "qualify", "aliases", "methods/m", "second"]


@pytest.mark.parametrize("sample", SOUND, ids=lambda path: str(path.relative_to(SAMPLES)))
def test_samples_are_sound(sample: Path) -> None:
    assert [(one.at.source.path, one.at.begin, one.message) for one in load(sample).diagnostics] == []


def test_files_are_read_in_order(tmp_path: Path) -> None:
    files = {
        "config": "second_config_file = second\n",
        "second": "max_hop_count = 3\n",
        "transports": "x: driver=tcpsmtp\n",
        "routers": "r: driver=smarthost, method=m\n",
        "methods/m": "* uux\n",
        "directors": "".join(f"{name}: driver=aliasfile; file=aliases, proto=lsearch\n" for name in "ab"),
        "aliases": "joe: ann\n",
        "qualify": "* uucp\n",
        "retry": "* 1m/1d\n",
    }
    site = sound(tmp_path, files).site
    order = ["config", "second", "transports", "routers", "methods/m", "directors", "aliases", "qualify", "retry"]
    assert [one.path for one in site.sources] == order
    assert site.variable("max_hop_count") == 3
    assert {name: [one.key for one in data.entries] for name, data in site.aliases.items()} == {
        "a": ["joe"],
        "b": ["joe"],
    }


def test_a_config_file_may_be_named(tmp_path: Path) -> None:
    write_site(tmp_path, {"other.config": "director_file = d\n", "d": "u: driver=user\n", "config": "nonsense\n"})
    loaded = load(tmp_path / "other.config")
    assert loaded.diagnostics == ()
    assert [one.path for one in loaded.site.sources] == ["other.config", "d"]


@pytest.mark.parametrize("name", ["gone", "gone/config", "nul\0name"])
def test_a_target_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableError):
        load(tmp_path / name)


def test_a_target_that_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError):
        load(tmp_path / "pipe")


def test_a_directory_where_a_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "directors").mkdir()
    os.mkfifo(tmp_path / "routers")
    loaded = load(tmp_path)
    assert codes(loaded) == ["SM007", "SM007"]
    assert loaded.site.incomplete == {"directors", "routers"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    write_site(tmp_path, {"transports": "x: driver=tcpsmtp\n", "directors": "u: driver=user; transport=x\n"})
    (tmp_path / "transports").chmod(0)
    assert codes(load(tmp_path)) == ["SM007"]


def test_a_binary_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "directors": "a: driver=aliasfile; file=aliases, proto=lsearch\n",
        "aliases": b"\x13W\x9a\xce" + b"\0" * 64,
    }
    loaded = load_site(tmp_path, files)
    assert codes(loaded) == ["SM007"]
    assert loaded.diagnostics[0].at.source.path == "aliases"
    assert loaded.site.aliases == {}


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {"config": "max_hop_count = 3\n"})
    fstat = os.fstat

    def changing(number: int) -> os.stat_result:
        told = fstat(number)
        (tmp_path / "config").write_text("max_hop_count = 3\nmax_hop_count = 4\n")
        return told

    monkeypatch.setattr("smail_compiler.semantics.disk.os.fstat", changing)
    loaded = load(tmp_path)
    assert codes(loaded) == ["SM007"]
    assert "changed" in loaded.diagnostics[0].message


def test_alias_text_is_checked_and_placed(tmp_path: Path) -> None:
    files = {
        "directors": "a: driver=aliasfile; file=tables/al, proto=lsearch\n",
        "tables/al": "joe: ann\nbad: a,,b\n",
    }
    loaded = load_site(tmp_path, files)
    assert [(one.at.source.path, one.at.begin[0]) for one in loaded.diagnostics] == [("tables/al", 2)]


ENTRY = st.sampled_from(
    [
        b"x: driver=aliasfile; file=aliases, proto=lsearch\n",
        b"x: driver=smarthost, method=m, transport=${if;\n",
        b'x: driver=pipe; cmd="/bin/x $( ${lc:user $) \'"\n',
        b"second_config_file = second\n",
        b'smtp_banner = "${if def:user {$x}"\n',
        b"* 1m/1d\n",
        b'joe: "|x", :include:/y\n',
        b"smail_lib_dir = \xff\n",
        b'director_file = "a\\0b"\n',
        b"retry_duration = 99999999999999999999y\n",
    ]
)
PIECES = st.lists(st.one_of(st.binary(max_size=12), ENTRY), max_size=6).map(b"".join)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), PIECES, max_size=4))
def test_any_bytes_give_findings_and_never_an_exception(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as directory:
        loaded = load_site(Path(directory), files)
    for one in loaded.diagnostics:
        assert one.at.begin <= one.at.finish
        assert one.message


def test_every_hazard_of_a_file_has_one_clear_message(tmp_path: Path) -> None:
    directors = "a: driver=aliasfile; file=aliases, proto=lsearch\nl: driver=forwardfile; file=lists/${user}\n"
    write_site(tmp_path, {"directors": directors, "aliases": "x: :include:lists/gone\n"})
    lists = tmp_path / "lists"
    (lists / "folder").mkdir(parents=True)
    os.mkfifo(lists / "pipe")
    (lists / "round").symlink_to("round")
    with (lists / "huge").open("wb") as file:
        file.truncate(LARGEST_LIST + 1)
    with (tmp_path / "retry").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    (tmp_path / "qualify").mkdir()
    (tmp_path / "transports").symlink_to("routers")
    (tmp_path / "routers").symlink_to("transports")
    said = {one.at.source.path: (one.kind.code, one.message) for one in load(tmp_path).diagnostics}
    assert said == {
        "aliases": ("SM613", "the list file `lists/gone` is missing, so the mail that it is to receive waits"),
        "lists/huge": ("SM007", "`lists/huge` is 16.0 MiB long, and no more than 16.0 MiB of it are ever read"),
        "lists/pipe": ("SM007", "`lists/pipe` cannot be read: it is a pipe, not a regular file"),
        "lists/round": ("SM007", "`lists/round` cannot be read: Too many levels of symbolic links"),
        "qualify": ("SM007", "`qualify` cannot be read: it is a directory, not a regular file"),
        "retry": ("SM007", "`retry` is 256.0 MiB long, and no more than 256.0 MiB of it are ever read"),
        "routers": ("SM007", "`routers` cannot be read: Too many levels of symbolic links"),
        "transports": ("SM007", "`transports` cannot be read: Too many levels of symbolic links"),
    }


def test_a_change_within_a_tick_of_the_clock_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_site(tmp_path, {"config": "max_hop_count = 3\n"}) / "config"
    again = disk._again

    def changed_before(file: io.FileIO) -> bytes:
        path.write_text("max_hop_count = 4\n")
        return again(file)

    monkeypatch.setattr(disk, "_identity", lambda told: told.st_size)
    monkeypatch.setattr(disk, "_again", changed_before)
    assert codes(load(tmp_path)) == ["SM007"]


def test_a_long_chain_of_lists(tmp_path: Path) -> None:
    chain = {f"lists/l{at}": f":include:lists/l{at + 1}\n" for at in range(1500)} | {"lists/l1500": "anna\n"}
    directors = "l: driver=forwardfile; file=lists/${user}\n"
    loaded = load_site(tmp_path, {"directors": directors, **chain})
    assert codes(loaded) == []
    assert len(loaded.site.lists) == 1501
