"""Compiling again: what has not changed is taken over, and no byte differs from compiling afresh."""

from __future__ import annotations

from unittest import mock

import pytest

from smail_compiler.emit import table as emitter
from smail_compiler.emit.index import pack
from smail_compiler.emit.table import emit
from smail_compiler.ir.program import Site
from smail_compiler.text.source import SourceFile
from smail_runtime.table import open_bytes
from smail_testkit.hand_made import alias_data, director, site

TEXT = b"Root: joe\nteam: anna, bert\nroot: other\n"
READ = {"file": "aliases", "proto": "lsearch"}


def made(text: bytes = TEXT, before: str = "", name: str = "aliases") -> Site:
    """A site with one alias file, and a file that comes before or behind it."""
    aliases, other = SourceFile("aliases", text), SourceFile(before or "directors", b"")
    at = aliases.span(0)
    return site(
        director(name, "aliasfile", {}, READ, at), aliases=(alias_data(name, aliases),), sources=(aliases, other)
    )


def packed_again(now: Site, old: bytes) -> bool:
    """Whether the entries were packed; the bytes are those of a fresh compilation in any case."""
    with mock.patch.object(emitter, "pack", side_effect=pack) as packing:
        data = emit(now, open_bytes(old))
    assert data == emit(now)
    return packing.called


def test_unchanged_file_is_taken_over() -> None:
    assert not packed_again(made(), emit(made()))


def test_its_number_may_be_another() -> None:
    assert not packed_again(made(before="a"), emit(made()))


@pytest.mark.parametrize("now", [made(TEXT + b"x: y\n"), made(TEXT.replace(b"joe", b"jim")), made(name="other")])
def test_changed_file_or_director_is_packed(now: Site) -> None:
    assert packed_again(now, emit(made()))


def test_table_of_another_writer_is_not_trusted() -> None:
    with mock.patch.object(emitter, "WRITER", "smail-compile of old"):
        old = emit(made())
    assert packed_again(made(), old)


def test_damaged_table_is_not_trusted() -> None:
    text = b"".join(b"user%d: %s\n" % (number, b"x" * 60) for number in range(20_000))
    old = emit(made(text))
    at = old.index(b"user15000xxx")
    assert packed_again(made(text), old[:at] + b"U" + old[at + 1 :])
    assert not packed_again(made(text), old)
