"""Alias values, forward files and list files: the grammar of section 12."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail.alias_text import ListError, Target, scan_fully, scan_targets

PIECES = st.sampled_from(
    [*rb"""a joe . @ ! % , < > : ; " ( ) # \ :include: /x |p [1] h.example ~""".split(), b" ", b"\n"]
)
TEXTS = st.lists(PIECES, max_size=14).map(b"".join)


def texts(data: bytes) -> list[str]:
    found = scan_targets(data)
    assert not isinstance(found, ListError), found
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b" \n# nobody\n", []),
        (b"alice, bob@hub.example", ["alice", "bob@hub.example"]),
        (b"alice bob\ncarol,", ["alice", "bob", "carol"]),
        (b"a..b .c d.", ["a..b.c", "d."]),
        (b"Al . Smith @ h", ["Al.Smith@h"]),
        (b"joe#x\nann", ["joe", "ann"]),
        (rb"joe\#x", [r"joe\#x"]),
        (b"joe(x) (a (nested) \\) one) ann", ["joe(x)", "ann"]),
        (b"alice\r\nbob", ["alice\r", "bob"]),
        (b"@a:c@d", ["c@d"]),
        (b'"Al Smith"@h', ['"Al Smith"@h']),
        (b"Al Smith <al@h>, Bo (x) <bo@h>", ["al@h", "bo@h"]),
        (b"<<a@b>x>", ["a@b"]),
        (b"<@r1,@r2:a@b>", ["@r1,@r2:a@b"]),
        (b"<h!@r1,@r2:a>", ["h!@r1,@r2:a"]),
        (b"friends: al, bo;@here carol", ["al", "bo", "carol"]),
        (b"friends: al, bo", ["al", "bo"]),
        (b"nobody:;", []),
        (b":include: /etc/list.a", [":include:/etc/list.a"]),
        (b"|/bin/prog arg", ["|/bin/prog", "arg"]),
        (b'|"/bin/prog arg"', ["|", '"/bin/prog arg"']),
        (b'"|/bin/prog arg"', ['"|/bin/prog arg"']),
        (b"a!b!c d%e@f", ["a!b!c", "d%e@f"]),
        ("jörg@h".encode(), ["jörg@h"]),
        (b"\xff@h", ["\udcff@h"]),
    ],
)
def test_lists(data: bytes, expected: list[str]) -> None:
    assert texts(data) == expected


@pytest.mark.parametrize(
    ("data", "kept", "of_their_own"),
    [
        (b"anna\nberta\nCarl Meier <carl@h>", ["carl@h"], ["anna", "berta"]),
        (b"anna berta\nCarl <carl@h>", ["carl@h"], ["anna", "berta"]),
        (b"anna berta <carl@h>", ["carl@h"], []),
        (b"anna # a, b\nCarl <carl@h>", ["carl@h"], ["anna"]),
        (b"anna (a\nb) Carl <carl@h>", ["carl@h"], ["anna"]),
        (b"anna\n\n<carl@h>", ["carl@h"], ["anna"]),
        (b"Carl Meier\n<carl@h>", ["carl@h"], []),
        (b'"Carl Meier"\n<carl@h>', ["carl@h"], []),
        (b'"|/bin/x y"\nCarl <carl@h>', ["carl@h"], ['"|/bin/x y"']),
        (b"Dr.\n@h\nCarl <carl@h>", ["carl@h"], ["Dr."]),
        (b"x: anna\nCarl <carl@h>; dora", ["carl@h", "dora"], ["anna"]),
        (b"anna,\nCarl <carl@h>", ["anna", "carl@h"], []),
    ],
)
def test_names_above_a_phrase_get_their_mail(data: bytes, kept: list[str], of_their_own: list[str]) -> None:
    found = scan_targets(data)
    assert not isinstance(found, ListError)
    assert [one.text for one in found if not one.in_phrase] == kept
    assert [one.text for one in found if one.in_phrase] == of_their_own
    assert list(found) == sorted(found, key=lambda one: one.start)


@pytest.mark.parametrize(
    ("data", "category", "offset"),
    [
        (b"a,,b", "unknown-form", 2),
        (b",a", "unknown-form", 0),
        (b"joe@", "unknown-form", 4),
        (b"joe]", "unknown-form", 3),
        (b"a;", "stray-semicolon", 1),
        (b"a: b: c", "nested-group", 3),
        (b":fail: no such user", "nested-group", 1),
        (b':include:"/a b"', "nested-group", 1),
        (b"x <a@b", "unterminated-route", 2),
        (b"<>", "null-route", 1),
        (b"<a@b c@d>", "syntax-error", 5),
        (b"a!@b", "mutant-form", 1),
        (b'ok "x', "unterminated-quote", 3),
        (b"ok [x", "unterminated-domain-literal", 3),
        (b"ok (x (y)", "unterminated-comment", 3),
        (b"ok\\", "dangling-backslash", 2),
    ],
)
def test_errors(data: bytes, category: str, offset: int) -> None:
    found = scan_targets(data)
    assert isinstance(found, ListError)
    assert (found.category, found.offset) == (category, offset)


@pytest.mark.parametrize(
    ("data", "kind", "target"),
    [
        (b"/var/log/x.log", "file", "/var/log/x.log"),
        (b'"/var/my mail"', "file", "/var/my mail"),
        (b'"\\/x"', "file", "/x"),
        (b"~/box", "file", "~/box"),
        (b"/a@b", "file", "/a@b"),
        (b"|/bin/prog", "pipe", "/bin/prog"),
        (b'"|/bin/sh -c \\"x y\\""', "pipe", '/bin/sh -c "x y"'),
        (b":Include:~/list", "include", "~/list"),
        (b'":include:/a b"', "include", "/a b"),
        (b'"/a"@h', "address", "/a@h"),
        (b"\\joe", "address", "joe"),
        (b"|", "pipe", ""),
    ],
)
def test_kinds(data: bytes, kind: str, target: str) -> None:
    found = scan_targets(data)
    assert not isinstance(found, ListError)
    assert [(one.kind, one.target) for one in found] == [(kind, target)]


def test_targets_before_an_error_are_kept() -> None:
    found = scan_targets(b"alice bob; carol")
    assert isinstance(found, ListError)
    assert [one.text for one in found.before] == ["alice", "bob"]


@given(TEXTS | st.binary(max_size=20))
def test_any_bytes_give_targets_or_an_error_within_them(data: bytes) -> None:
    found = scan_targets(data)
    targets = found.before if isinstance(found, ListError) else found
    assert all(isinstance(one, Target) and 0 <= one.start < one.end <= len(data) for one in targets)
    assert not isinstance(found, ListError) or 0 <= found.offset <= len(data)


ITEMS = (
    "a",
    "b.c@d",
    '"|/x y"',
    '"q"',
    "Al B <a@b>",
    '"A, B" <c>',
    "<d>",
    "A. <e>",
    "A",
    ".",
    "@",
    "(c)",
    "x: ",
    ";",
)
GAPS = ("#x\n", " # y\n", "\n", "\n", " ", ",", ",", ", ", ",\n", "\t", "#", "<", '"', ">")
ELEMENTS = st.lists(st.sampled_from(ITEMS + GAPS), max_size=10).map(lambda parts: "".join(parts).encode())


@given(TEXTS | ELEMENTS | st.text(alphabet="ab.@, \n/|~-", max_size=20).map(str.encode))
def test_the_short_way_gives_what_the_grammar_gives(data: bytes) -> None:
    assert scan_targets(data) == scan_fully(data)


@pytest.mark.parametrize(
    "piece",
    [
        b"a ",
        b"a, ",
        b'"a" ',
        b"#a\n",
        b"A <b>,",
        b"A ",
        b"a #b\n",
        b"(",
        b"<",
        b"a. ",
        b'"a"',
        b"x <y>",
        b"\\(",
        b"a\n",
    ],
)
def test_long_input_takes_linear_time(piece: bytes) -> None:
    started = time.process_time()
    scan_targets(piece * 20_000)
    assert time.process_time() - started < 2
