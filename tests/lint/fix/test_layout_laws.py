"""What holds for the layout of any file: it says the same, keeps every comment, and laying it out again is idle."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.text.source import SourceFile
from smail_lint.engine import hosts
from smail_lint.fix.layout.files import KINDS
from smail_lint.fix.layout.proof import Formatted, formatted, meaning, parsed
from smail_lint.fix.layout.which import kinds
from smail_testkit.commands import SAMPLES
from smail_testkit.mutations import mutations
from smail_testkit.sprawling import sprawling

SITES = ("smallsite", "hub-client", "demo/outside")
ODD = st.sampled_from(
    ["a", ":", "=", ",", ";", '"', "\\", "\n", " ", "\t", "#", "\r", "+", "<", "(", "\0", "\xff", "\n  "]
)
LAYOUT = b" \t\n\v\f\r,;\\"


def held(data: bytes, kind: str) -> Formatted:
    """The layout of a file, after asking of it what any layout owes."""
    source = SourceFile("file", data)
    one = formatted(source, kind)
    assert not one.changed, (kind, data)
    before, after = parsed(source, kind), parsed(SourceFile("file", one.data), kind)
    assert [meaning(node) for node in before.nodes] == [meaning(node) for node in after.nodes]
    assert one.error is None or one.data == data
    again = formatted(SourceFile("file", one.data), kind)
    assert again.data == one.data
    return one


@pytest.mark.parametrize("kind", ["config", "directors", "retry", "aliases", "list"])
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_sprawling_files(kind: str, data: st.DataObject) -> None:
    held(data.draw(sprawling(kind)), kind)


@pytest.mark.parametrize("kind", ["config", "directors", "retry", "aliases", "list"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_letter_is_lost_nor_moved(kind: str, data: st.DataObject) -> None:
    written = data.draw(sprawling(kind))
    assert held(written, kind).data.translate(None, LAYOUT) == written.translate(None, LAYOUT)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(words=st.lists(ODD, max_size=25))
def test_odd_characters(kind: str, words: list[str]) -> None:
    held("".join(words).encode("latin-1"), kind)


def sample_files() -> list[tuple[Path, str]]:
    """The files of small samples, with their kinds."""
    return [
        (SAMPLES / site / host / source.path, kind)
        for site in SITES
        for host, loaded in hosts(SAMPLES / site)
        for source, kind in kinds(loaded.site)
    ]


@pytest.mark.parametrize(("path", "kind"), sample_files(), ids=lambda one: str(one).removeprefix(f"{SAMPLES}/"))
def test_samples_with_small_mistakes(path: Path, kind: str) -> None:
    for mutation in mutations(path.read_text(), 25, f"layout {path.name}"):
        held(mutation.text.encode(), kind)


def test_every_kind_is_among_the_samples_but_two() -> None:
    assert set(KINDS) - {kind for _, kind in sample_files()} == {"qualify", "methods"}
