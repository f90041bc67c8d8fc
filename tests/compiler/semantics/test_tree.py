"""Where the names of a configuration lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.pipeline import load
from smail_compiler.semantics.near import nearest
from smail_compiler.semantics.tree import State, Tree


@pytest.mark.parametrize(
    ("name", "below", "path"),
    [
        ("aliases", "", "aliases"),
        ("lists/staff", "", "lists/staff"),
        ("m", "methods", "methods/m"),
        ("m", "/etc/smail/methods", "methods/m"),
        ("/etc/smail/aliases", "", "aliases"),
        ("/etc/smail//a/../aliases", "", "aliases"),
        ("/tmp/site/aliases", "", "aliases"),
        ("/etc/aliases", "", None),
        ("/etc/smailx/aliases", "", None),
        ("../aliases", "", None),
        ("../smail/aliases", "", "aliases"),
        ("m", "/elsewhere", None),
        ("/etc/smail", "", None),
    ],
)
def test_only_names_below_the_library_lead_into_the_tree(name: str, below: str, path: str | None) -> None:
    assert Tree("/tmp/site", "/etc/smail").locate(name, below) == path


def test_the_root_as_library(tmp_path: Path) -> None:
    assert Tree(str(tmp_path), "/").locate("/etc/aliases") == "etc/aliases"


def test_texts_that_are_given_stand_for_files(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("smart_user = file\n")
    (tmp_path / "link").symlink_to("config")
    given = {str(tmp_path / "config"): b"smart_user = given\n"}
    assert [Tree(str(tmp_path), "/", given).read(name).source.data[13:18] for name in ("config", "link")] == [
        b"given"
    ] * 2
    assert load(tmp_path, given=given).site.variable("smart_user") == "given"
    assert load(tmp_path).site.variable("smart_user") == "file"


@pytest.mark.parametrize("name", ["gone", "file/below", "a" * 5000, "nul\0", "."])
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    opened = Tree(str(tmp_path), "/etc/smail").read(name)
    assert opened.state in (State.MISSING, State.UNREADABLE)
    assert bool(opened.found) == (opened.state is State.UNREADABLE)


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("max_hopcount", ["max_hop_count", "max_chars"], "max_hop_count"),
        ("smpt", ["smtp", "uux"], "smtp"),
        ("Max-Addrs", ["max_addrs", "max_chars"], "max_addrs"),
        ("locl", ["local", "file"], "local"),
        ("cmd", ["caution", "driver"], None),
        ("transport", ["transport_file"], None),
        ("", ["x"], None),
        ("x" * 100_000, ["x"], None),
    ],
)
def test_words_that_were_probably_meant(word: str, known: list[str], near: str | None) -> None:
    assert nearest(word, known) == near
