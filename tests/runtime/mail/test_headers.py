"""Header edits leave every byte that they do not mean to touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail import headers

MESSAGE = (
    b"Received: from a\r\n\tby b; now\r\nReceived: from c\r\n"
    b"Subject : old\r\n  style\r\nX-Bin: \xff\xfe\r\n\r\nBody\r\nFrom here\r\n"
)


@given(st.binary(max_size=200))
def test_split_loses_nothing(message: bytes) -> None:
    header, rest = headers.split(message)
    assert header + rest == message
    assert b"".join(field.raw for field in headers.fields(header)) == header


def test_fields_keep_their_continuations() -> None:
    header, rest = headers.split(MESSAGE)
    assert [field.name for field in headers.fields(header)] == [b"received", b"received", b"subject", b"x-bin"]
    assert headers.find(header, "SUBJECT") == b"old  style"
    assert headers.hop_count(header) == 2
    assert rest == b"\r\nBody\r\nFrom here\r\n"


@pytest.mark.parametrize(
    ("message", "header"),
    [
        (b"", b""),
        (b"\r\nbody", b""),
        (b"no field here\r\n\r\n", b""),
        (b"A: b", b"A: b"),
        (b"A: b\r\nnonsense\r\nC: d\r\n", b"A: b\r\n"),
        (b" leading: x\r\n", b""),
        (b": x\r\n", b""),
    ],
)
def test_where_a_header_ends(message: bytes, header: bytes) -> None:
    assert headers.split(message)[0] == header


def test_edit() -> None:
    header = headers.split(MESSAGE)[0]
    edited = headers.edit(header, ["received:", "Nothing"], ["X-Top: 1"], ["X-End: 2\nmore"])
    assert edited == b"X-Top: 1\r\nSubject : old\r\n  style\r\nX-Bin: \xff\xfe\r\nX-End: 2\r\n\tmore\r\n"


def test_edit_ends_an_open_last_line() -> None:
    assert headers.edit(b"A: b", [], [], ["C: d"]) == b"A: b\r\nC: d\r\n"


@given(st.text(max_size=80))
def test_added_text_is_one_field_or_nothing(text: str) -> None:
    line = headers.field_line("X: " + text)
    header, rest = headers.split(line + b"\r\n")
    assert (header, rest) == (line, b"\r\n")
    assert len(list(headers.fields(header))) == 1
    assert b"\0" not in line


@pytest.mark.parametrize("text", ["", "no colon", "\r\n\r\nX: y\r\n\r\nbody", "a b: c"])
def test_no_text_ends_the_header(text: str) -> None:
    line = headers.field_line(text)
    assert line == b"" or headers.split(line)[1] == b""


def test_return_path() -> None:
    assert headers.return_path("") == b"Return-Path: <>\r\n"


def test_escape_from() -> None:
    assert headers.escape_from(b"From a\nfrom b\n>From c\n\nFrom d") == b">From a\nfrom b\n>From c\n\n>From d"


def test_line_ends() -> None:
    assert headers.to_lf(b"a\r\nb\rc\r\n") == b"a\nb\rc\n"
    assert headers.to_crlf(b"a\nb\r\n") == b"a\r\nb\r\n"


@given(
    st.lists(st.sampled_from([b"Received: a", b"received : b", b"Subject: Received: c", b"X:", b" Received: d", b""]))
)
def test_a_survey_says_what_the_fields_say(lines: list[bytes]) -> None:
    message = b"\r\n".join([*lines, b""])
    header, _ = headers.split(message)
    count = sum(field.name == b"received" for field in headers.fields(header))
    assert headers.survey(message) == headers.Survey(len(header), headers.names(header), count)
    assert headers.hop_count(header) == count
