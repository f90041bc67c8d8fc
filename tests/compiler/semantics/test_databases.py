"""DBM databases: what was stored by any library that Python has is compiled; the rest is told."""

from __future__ import annotations

import dbm
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

from smail_compiler.emit.running import unavailable
from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_compiler.semantics.databases import open_dbm
from smail_compiler.semantics.tree import State, Tree
from smail_lint.engine import check
from smail_lint.fix.layout.which import kinds
from smail_lint.registry import RULES
from smail_runtime.table import open_bytes
from smail_testkit.site import write_site

DIRECTORS = "aliases: driver=aliasfile; file=aliases, proto=dbm\nuser: driver=user; transport=local\n"
STORED = {
    b"info\0": b"anna,\n\tberta\0",
    b"root\0": b'"|/usr/bin/intake -x"\0',
    b"Abuse\0": b"carl\0",
    b"news": b"dora\0",
}


def _there(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True


LIBRARIES = [name for name in ("dbm.gnu", "dbm.ndbm", "dbm.dumb") if _there(name)]


def store(path: Path, library: str, stored: Mapping[bytes, bytes]) -> None:
    with import_module(library).open(str(path), "n") as database:
        for key, value in stored.items():
            database[key] = value


def site(directory: Path, library: str, stored: Mapping[bytes, bytes] = STORED) -> Path:
    target = write_site(directory, {"directors": DIRECTORS})
    store(target / "aliases", library, stored)
    return target


@pytest.mark.parametrize("library", LIBRARIES)
def test_what_is_stored_is_compiled(tmp_path: Path, library: str) -> None:
    loaded = load(site(tmp_path, library))
    assert [(one.kind.code, one.message) for one in loaded.diagnostics] == [
        ("SM645", "no look-up finds `Abuse` (and 1 more)")
    ]
    assert list(unavailable(loaded.site)) == []
    with open_bytes(emit(loaded.site)) as table:
        assert table.lookup("aliases", b"INFO") == b"anna, berta"
        assert table.lookup("aliases", b"root") == b'"|/usr/bin/intake -x"'
        assert [table.lookup("aliases", key) for key in (b"abuse", b"Abuse", b"news")] == [None, None, None]


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_order_of_storing_does_not_show(tmp_path: Path, library: str) -> None:
    """One table whoever stored it and how."""
    first = open_dbm(Tree(str(site(tmp_path / "1", library)), "/"), "aliases").source
    second = open_dbm(Tree(str(site(tmp_path / "2", library, dict(reversed(STORED.items())))), "/"), "aliases").source
    assert first.data == second.data == b'info: anna, berta\nroot: "|/usr/bin/intake -x"\n'


@pytest.mark.parametrize("library", LIBRARIES)
def test_routes_and_look_ups(tmp_path: Path, library: str) -> None:
    target = write_site(
        tmp_path,
        {
            "config": 'smart_user = "${lookup:user:dbm{desks}{$value}{postmaster}}"\n',
            "routers": "paths: driver=pathalias, transport=smtp; file=paths, proto=dbm\n",
        },
    )
    store(target / "paths", library, {b"ash\0": b"ash!%s\0"})
    store(target / "desks", library, {b"sales\0": b"anna@ash\0"})
    found = load(target).site
    with open_bytes(emit(found)) as table:
        assert table.lookup("router:paths", b"ash") == b"ash!%s"
        assert table.lookup("lookup:dbm:desks", b"sales") == b"anna@ash"
    assert list(unavailable(found)) == []


def test_damage_is_told_and_nothing_is_compiled(tmp_path: Path) -> None:
    target = site(tmp_path, "dbm.dumb")
    (target / "aliases.dir").write_bytes(b"'info\\x00', (0, \n")
    found = load(target).site
    assert found.aliases == {}
    (complaint,) = unavailable(found)
    assert complaint.kind.code == "SM332"
    assert "lsearch" in (complaint.help or "")


def test_a_missing_database_is_told_once_or_optional(tmp_path: Path) -> None:
    loaded = load(write_site(tmp_path / "1", {"directors": DIRECTORS}))
    assert [one.kind.code for one in loaded.diagnostics] == ["SM314"]
    assert list(unavailable(loaded.site)) == []
    optional = load(write_site(tmp_path / "2", {"directors": DIRECTORS.replace("=dbm", "=dbm, optional")}))
    assert (optional.diagnostics, list(unavailable(optional.site))) == ((), [])


def test_text_is_no_database(tmp_path: Path) -> None:
    loaded = load(write_site(tmp_path, {"directors": DIRECTORS, "aliases": "info: anna\n"}))
    assert loaded.diagnostics == ()
    assert [one.kind.code for one in unavailable(loaded.site)] == ["SM332"]


def test_one_name_as_text_and_as_database(tmp_path: Path) -> None:
    """Two directors read `aliases`, each its own kind of file."""
    target = write_site(
        tmp_path,
        {"directors": "old: driver=aliasfile; file=aliases, proto=lsearch\n" + DIRECTORS, "aliases": "x: y\n"},
    )
    store(target / "aliases", "dbm.dumb", {b"info\0": b"anna\0"})
    found = load(target).site
    assert {name: one.source.data for name, one in found.aliases.items()} == {
        "old": b"x: y\n",
        "aliases": b"info: anna\n",
    }


def test_databases_elsewhere_are_not_read(tmp_path: Path) -> None:
    assert open_dbm(Tree(str(tmp_path), "/usr/lib/smail"), "/etc/aliases").state is State.OUTSIDE


@pytest.mark.parametrize("value", [b"\xff\xfe\0", b"a\nb\n\nc\0", b"\0", b"", b"# nothing\0", b"a\0b\0"])
def test_odd_values_are_no_trap(tmp_path: Path, value: bytes) -> None:
    found = load(site(tmp_path, "dbm.dumb", {b"x\0": value, b"y\0": b"anna\0"})).site
    with open_bytes(emit(found)) as table:
        assert table.lookup("aliases", b"y") == b"anna"


def test_there_is_a_library(tmp_path: Path) -> None:
    """At least the one written in Python is always there, so none of the above is empty."""
    store(tmp_path / "x", LIBRARIES[-1], {b"a": b"b"})
    assert dbm.whichdb(str(tmp_path / "x")) == LIBRARIES[-1] == "dbm.dumb"


def test_nothing_is_ever_written_back(tmp_path: Path) -> None:
    """Findings in the text of a database offer no repair, and laying out leaves the database alone."""
    target = site(tmp_path, "dbm.dumb", {b"root\0": b"anna, anna\0"})
    (one,) = (one for one in check(target, RULES).found if one.kind.code == "SM622")
    assert (one.at.source.path, one.at.source.derived, one.fix) == ("aliases.dir", True, None)
    assert one.message.endswith("in the entry `root` of this database")
    assert [source.path for source, _ in kinds(load(target).site)] == ["directors"]
