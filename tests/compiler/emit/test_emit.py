"""Whole tables from hand-made sites."""

from __future__ import annotations

import hashlib

from smail_compiler.emit.lower import lower
from smail_compiler.emit.table import emit
from smail_compiler.text.source import SourceFile
from smail_runtime.table import open_bytes
from smail_runtime.table.base import Place
from smail_runtime.table.program import Input, SourcePlace
from smail_testkit.hand_made import alias_data, director, router, site

DIRECTORS = SourceFile("directors", b"aliases: driver=aliasfile;\n  file=aliases\n")
ALIASES = SourceFile("aliases", b"Root: joe\ncaf\xe9: \xff\nroot: other\n")
AT = DIRECTORS.span(0, 7)
SITE = site(
    director("aliases", "aliasfile", {}, {"file": "aliases", "proto": "lsearch"}, AT),
    router("smart", "smarthost", {}, {"path": "hub\udcff.example"}),
    aliases=(alias_data("aliases", ALIASES),),
    sources=(DIRECTORS, ALIASES),
)


def test_what_goes_in_comes_out() -> None:
    table = open_bytes(emit(SITE))
    assert table.program == lower(SITE)
    assert table.sections == ("aliases",)
    assert table.lookup("aliases", b"ROOT") == b"joe"
    assert table.lookup("aliases", b"caf\xe9") == b"\xff"
    assert table.line("aliases", b"caf\xe9") == 2
    assert table.file("aliases") == "aliases"


def test_source_map_and_inputs() -> None:
    table = open_bytes(emit(SITE))
    assert table.source_map.files == ("aliases", "directors")
    assert table.source_map.places[0] == SourcePlace("director", "aliases", "", 1, 1, 1)
    assert {one.attribute for one in table.source_map.places} == {"", "driver", "file", "proto"}
    assert table.program.directors[0].at == Place(1, 1)
    assert table.place(Place(1, 2)) == ("directors", 2)
    digest = hashlib.sha256(ALIASES.data).digest()
    assert table.inputs[0] == Input("aliases", len(ALIASES.data), digest)


def test_same_site_same_bytes() -> None:
    assert emit(SITE) == emit(SITE)
