"""Nothing but CRLF.CRLF ends a message: every disputed ending, cut at every place, gives one message or none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_testkit.smtp_talk import Talk, cut, every_split

OPENING = b"EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n"
SECOND = b"MAIL FROM:<evil@b>\r\nRCPT TO:<victim@d>\r\nDATA\r\nsecond\r\n.\r\n"

BARE = {
    "LF.LF": b"\n.\n",
    "CR.CR": b"\r.\r",
    "CR.LF": b"\r.\n",
    "LF.CR": b"\n.\r",
    "LF.CRLF": b"\n.\r\n",
    "CRLF.LF": b"\r\n.\n",
    "CRCR.CRLF": b"\r\r.\r\n",
    "CR.CRLF": b"\r.\r\n",
    "CRLF.CR": b"\r\n.\r",
    "CRCRLF.CRLF": b"\r\r\n.\r\n",
    "CRLF.CRCRLF": b"\r\n.\r\r\n",
    "NUL before": b"\r\n\0.\r\n",
    "NUL after": b"\r\n.\0\r\n",
}


@pytest.mark.parametrize("ending", BARE.values(), ids=BARE.keys())
def test_disputed_endings_refuse_and_close(ending: bytes) -> None:
    for pieces in every_split(b"first" + ending + SECOND + b"\r\n.\r\n"):
        talk = Talk().feed(OPENING, *pieces)
        assert talk.messages == []
        assert [(r.code, r.enhanced) for r in talk.replies[4:]] == [(521, "5.6.11")]
        assert talk.closed


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (b".\r\n", b""),
        (b"\r\n.\r\n", b"\r\n"),
        (b"..\r\n.\r\n", b".\r\n"),
        (b"...\r\n.\r\n", b"..\r\n"),
        (b"a\r\n..\r\nb\r\n.\r\n", b"a\r\n.\r\nb\r\n"),
        (b"a\r\n.b\r\n.\r\n", b"a\r\nb\r\n"),
        (b"a.\r\n.\r\n", b"a.\r\n"),
        (b"a\r\n..b\r\n..\r\n.\r\n", b"a\r\n.b\r\n.\r\n"),
        (b"\r\n\r\n..\r\n\r\n.\r\n", b"\r\n\r\n.\r\n\r\n"),
    ],
)
def test_dots_at_every_edge(body: bytes, content: bytes) -> None:
    for pieces in every_split(body + b"NOOP\r\n"):
        talk = Talk().feed(OPENING, *pieces)
        assert [m.content for m in talk.messages] == [content]
        assert talk.codes[4:] == [250, 250]


def test_a_second_mail_pipelined_after_the_true_end_is_a_mail_of_its_own() -> None:
    for pieces in every_split(OPENING + b"first\r\n.\r\n" + SECOND):
        assert [m.content for m in Talk().feed(*pieces).messages] == [b"first\r\n", b"second\r\n"]


_ALPHABET = [b"\r\n", b".", b"\r\n.\r\n", b"\r", b"\n", b"\0", b"x", b"DATA\r\n", b"RSET\r\n", SECOND, OPENING]
streams = st.lists(st.sampled_from(_ALPHABET), max_size=12).map(b"".join)


@settings(max_examples=300, deadline=None)
@given(stream=streams, places=st.lists(st.integers(0, 400), max_size=8))
def test_splitting_changes_nothing(stream: bytes, places: list[int]) -> None:
    whole = Talk().feed(OPENING + stream)
    split = Talk().feed(*cut(OPENING + stream, places))
    assert (whole.replies, whole.messages, whole.closed) == (split.replies, split.messages, split.closed)


@settings(max_examples=300, deadline=None)
@given(stream=st.binary(max_size=300), in_data=st.booleans())
def test_no_bytes_make_it_raise(stream: bytes, in_data: bool) -> None:
    talk = Talk().feed(OPENING if in_data else b"", stream, b"\r\n")
    assert all(200 <= code < 600 for code in talk.codes)


@settings(max_examples=200, deadline=None)
@given(lines=st.lists(st.binary(max_size=20).map(lambda b: b.translate(None, b"\r\n\0")), max_size=8))
def test_content_comes_out_as_it_was_stuffed(lines: list[bytes]) -> None:
    content = b"".join(line + b"\r\n" for line in lines)
    stuffed = b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines)
    [message] = Talk().feed(OPENING + stuffed + b".\r\n").messages
    assert message.content == content
