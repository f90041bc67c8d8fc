"""A block that is damaged after the table was opened: mail that needs it waits, and no name becomes unknown."""

from __future__ import annotations

from pathlib import Path

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_runtime.mail.outcome import Result
from smail_runtime.table import layout, open_bytes
from smail_testkit.rehearsed import asked
from smail_testkit.routing import world
from smail_testkit.site import write_site

DIRECTORS = "aliases: driver=aliasfile; file=aliases, proto=lsearch\n"
MANY = 40_000  # more than is checked when the table is opened
ALIASES = "".join(f"name{number}: box{number}@far.example.net\n" for number in range(MANY))


def _damaged(data: bytes, near: bytes) -> bytes:
    """The table with one byte changed beside a value that it holds."""
    at = data.index(near)
    assert at > layout.BLOCK * 4, "the block must not be one that is read when the table is opened"
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _table(directory: Path) -> bytes:
    files = {"config": "hostnames=mail.example\n", "directors": DIRECTORS, "aliases": ALIASES}
    return emit(load(write_site(directory, files)).site)


def test_mail_that_needs_a_damaged_block_waits(tmp_path: Path) -> None:
    whole = _table(tmp_path)
    value = b"box20000@far.example.net"
    table = open_bytes(_damaged(whole, value))
    found = asked(table, "name20000@mail.example", world())
    assert found.deliveries == ()
    assert [one.outcome.result for one in found.failures] == [Result.DEFERRED]
    assert "damaged" in found.failures[0].outcome.reason


def test_other_names_of_the_same_table_go_on(tmp_path: Path) -> None:
    whole = _table(tmp_path)
    table = open_bytes(_damaged(whole, b"box39999@far.example.net"))
    assert table.lookup("aliases", b"name5") == b"box5@far.example.net"
