"""Files of `${lookup...}` in the table: which are compiled, and that the same is found there as in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.expand import look_up, message_scope
from smail_runtime.routing.fake_world import load_world
from smail_runtime.routing.values import Unknown
from smail_runtime.routing.world import World
from smail_runtime.table import open_bytes
from smail_runtime.table.reader import Table
from smail_testkit.site import write_site

NAMES = "# people\njoe: joseph # comment\nAnn  anna\nann: other\nempty:\n"
USES = 'r: driver=smartuser; new_user="${lookup:user:%s{%s}{$value}{root}}"\n'


def table(directory: Path, proto: str = "lsearch", name: str = "names", **files: str) -> Table:
    """The table of a site whose one director searches a file."""
    site = write_site(directory, {"config": "smail_lib_dir = /lib\n", "directors": USES % (proto, name), **files})
    return open_bytes(emit(load(site).site))


def world(directory: Path, text: str = "") -> World:
    """A machine with no files but those written down."""
    path = directory / "world.toml"
    path.write_text(text)
    return load_world(path)[0]


def asked(data: Table, key: str, machine: World, proto: str = "lsearch", name: str = "names") -> str | Unknown | None:
    return look_up(proto, name, key, message_scope(data, MessageFacts(), machine))


@pytest.mark.parametrize(
    ("key", "value"),
    [("joe", "joseph"), ("JOE", "joseph"), ("ann", "anna"), ("empty", ""), ("bob", None), ("", None)],
)
def test_found_in_the_table_without_a_file(tmp_path: Path, key: str, value: str | None) -> None:
    data = table(tmp_path / "site", names=NAMES)
    assert asked(data, key, world(tmp_path)) == value


def test_the_table_says_what_the_file_says(tmp_path: Path) -> None:
    data, without = table(tmp_path / "a", names=NAMES), table(tmp_path / "b")
    machine = world(tmp_path, f'[files."/lib/names"]\ntext = """{NAMES}"""\n')
    for key in ("joe", "ann", "empty", "bob", "# people", "people"):
        assert asked(data, key, world(tmp_path)) == asked(without, key, machine)


def test_lines_of_a_sorted_file(tmp_path: Path) -> None:
    data = table(tmp_path / "site", "bsearch", names="ann: anna # x\njoe joseph\n")
    assert asked(data, "joe", world(tmp_path), "bsearch") == "joseph"
    assert asked(data, "ann", world(tmp_path), "bsearch") == "anna"


@pytest.mark.parametrize(
    ("proto", "name", "files"),
    [
        ("lsearch", "names", {}),
        ("lsearch", "/elsewhere/names", {}),
        ("lsearch", "$primary_name", {"names": NAMES}),
        ("lsearch", "names", {"names": '"j.e": joseph\n'}),
    ],
    ids=["missing", "outside", "not constant", "a pattern"],
)
def test_read_when_mail_comes(tmp_path: Path, proto: str, name: str, files: dict[str, str]) -> None:
    data = table(tmp_path / "site", proto, name, **files)
    with pytest.raises(KeyError):
        data.lookup(f"lookup:{proto}:{name}", b"joe")


def test_the_file_is_an_input(tmp_path: Path) -> None:
    assert "names" in [one.path for one in table(tmp_path / "site", names=NAMES).inputs]


def test_a_file_of_aliases_may_be_searched_too(tmp_path: Path) -> None:
    site = {
        "directors": "a: driver=aliasfile; file=names, proto=lsearch\n" + USES % ("lsearch", "names"),
        "names": NAMES,
    }
    data = open_bytes(emit(load(write_site(tmp_path / "site", site)).site))
    assert data.lookup("a", b"joe") is not None and asked(data, "joe", world(tmp_path)) == "joseph"
