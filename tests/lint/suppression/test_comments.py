"""Comments to smail-check are seen where Smail sees comments, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.pipeline import load
from smail_compiler.text.source import SourceFile
from smail_lint.engine import check, examine
from smail_lint.suppression.comments import remarks
from smail_testkit.site import write_site

SAID = "# smail-check: ignore[SM713]"


def lines(text: str, kind: str) -> list[int]:
    """The lines on which a comment is seen."""
    return [one.at.line for one in remarks(SourceFile("x", text.encode("latin-1")), kind)]


@pytest.mark.parametrize("kind", ["config", "directors", "transports", "retry", "methods", "aliases", "list"])
def test_comments_of_every_kind_of_file(kind: str) -> None:
    assert lines(f"{SAID}\na: b {SAID}\n{SAID}\n  c\n{SAID}\n", kind) == [1, 2, 3, 5]


@pytest.mark.parametrize("kind", ["config", "directors", "aliases"])
@pytest.mark.parametrize(
    "text",
    [
        f'a = "x {SAID}"\n',
        f'a: "x\n   {SAID}\n   y"\n',
        f'a: "x\n{SAID}\n   y"\n',
        f'a: "x \\" {SAID}"\n',
        f'a: "x\\\n {SAID}"\n',
        f"a: x\\{SAID}\n",
        f'a: "never closed {SAID}\n',
    ],
)
def test_values_are_no_comments(text: str, kind: str) -> None:
    assert lines(text, kind) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a: (x {SAID}\n  )\n", []),
        (f"a: (x (y) {SAID}\n  )\n", []),
        (f"a: (x\\) {SAID}\n  )\n", []),
        (f"a: (x) {SAID}\n", [1]),
        (f"a: joe(x {SAID}\n", [1]),
        (f"a: joe{SAID}\n", [1]),
    ],
)
def test_parentheses_of_addresses(text: str, expected: list[int]) -> None:
    assert lines(text, "aliases") == expected


def test_a_comment_draws_the_next_line_in() -> None:
    assert lines(f'a: b # x \\\n " {SAID}\nc: d\n', "config") == [2]
    source = SourceFile("x", f"# x \\\n{SAID}\\\na: b\n".encode())
    assert [(one.joined, one.alone) for one in remarks(source, "config")] == [(True, True)]


def test_far_down_a_long_file() -> None:
    """Only the neighbourhood of the first mark is split into entries."""
    text = 'a: "b\n  c"\n' * 20_000 + f'a: "{SAID}"\nb: c {SAID}\n'
    assert lines(text, "aliases") == [40_002]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(['"', "\\", "\n", "\n ", "#", "(", ")", "a", ": ", ",", SAID]), max_size=14))
def test_nothing_raises_and_what_is_seen_begins_with_a_hash(words: list[str]) -> None:
    source = SourceFile("x", "".join(words).encode())
    for kind in ("config", "aliases", "list"):
        for one in remarks(source, kind):
            assert source.data[one.at.start : one.at.start + 1] == b"#"


def test_a_comment_in_one_of_several_hosts(tmp_path: Path) -> None:
    limit = "max_hop_count = 5"
    write_site(tmp_path, {"east/config": f"{limit}  {SAID} near\n", "west/config": f"{limit}\n"})
    assert [(one.at.source.path, one.kind.code) for one in check(tmp_path).found] == [("west/config", "SM713")]


def test_the_compiler_sees_errors_of_the_front_end_all_the_same(tmp_path: Path) -> None:
    """A comment accepts what a rule warns of; it cannot make a program of what is none."""
    write_site(tmp_path, {"config": "max_hop_count = 5 # smail-check: ignore-file\nmax_hopcount = 3\n"})
    assert check(tmp_path).found == ()
    assert [one.kind.code for one in examine(load(tmp_path)).found] == ["SM201"]


@pytest.mark.parametrize(
    ("comment", "code", "said"),
    [
        ("# smail-check ignore[SM713]", "SM008", "there is no colon behind `smail-check`"),
        ("# smail-check ignore-file[SM713]", "SM008", "there is no colon behind `smail-check`"),
        ("# smail-check: ignore[SM713", "SM008", "the list of rules has no closing `]`"),
        ("# smail-check: ignore [SM713, SM715 why", "SM008", "the list of rules has no closing `]`"),
        ("# smail-check: ignore[SM713] why until=2026-02-30", "SM008", "`2026-02-30` is no date"),
        ("# smail-check: ignore[SM713] why until=", "SM008", "`` is no date"),
        ("# smail-check: ignore[queue]", "SM002", " rules, and a comment names each"),
        ("# smail-check: ignore[all]", "SM002", " rules, and a comment names each"),
        ("# smail-check: ignore[SM7l3]", "SM002", "there is no rule `SM7l3`"),
    ],
)
def test_comments_that_say_nothing_are_told(comment: str, code: str, said: str, tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config": f"max_hop_count = 5  {comment}\n"})
    found = [one for one in check(site).found if one.kind.code != "SM713"]
    assert [(one.kind.code, said in one.message) for one in found] == [(code, True)]
    assert [one.kind.code for one in check(site).found if one.kind.code == "SM713"] == ["SM713"]


def test_a_digit_that_is_a_letter(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config": "max_hop_count = 20  # smail-check: ignore[SM7l3]\n"})
    assert [one.help for one in check(site).found] == ["did you mean SM713?"]


@pytest.mark.parametrize(
    "comment", ["# smail-check ignores this", "# run smail-check before", "# smail-checks: ignore["]
)
def test_talk_about_the_command_is_talk(comment: str) -> None:
    assert lines(f"a = b {comment}\n", "config") == []
