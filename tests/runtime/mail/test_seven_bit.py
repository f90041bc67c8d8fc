"""8-bit text made 7-bit: what changes, what does not, and what is left to a report."""

from __future__ import annotations

import email
import email.policy
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail import headers
from smail_runtime.mail.seven_bit import Obstacle, seven_bit

TEXT = "Content-Type: text/plain; charset=utf-8\r\n"
EIGHT = "Content-Transfer-Encoding: 8bit\r\n"
MIME = "MIME-Version: 1.0\r\n"
GREETING = "grüße = \t\r\n.\r\nFrom me\r\n"


def of(*lines: str) -> bytes:
    return "".join(lines).encode()


def multipart(*parts: str, kind: str = "mixed", fields: str = EIGHT) -> bytes:
    body = "".join(f"--b c\r\n{part}\r\n" for part in parts)
    return of(MIME, f'Content-Type: multipart/{kind}; boundary="b c"\r\n', fields, "\r\n", body, "--b c--\r\n")


def leaves(data: bytes) -> list[tuple[str, bytes]]:
    """Types and contents as Python's own parser sees them."""
    parts = [part for part in email.message_from_bytes(data).walk() if not part.is_multipart()]
    return [(part.get_content_type(), part.get_payload(decode=True)) for part in parts]  # type: ignore[misc]


def converted(message: bytes) -> bytes:
    made = seven_bit(message)
    assert isinstance(made, bytes), made
    assert made.isascii()
    assert max(map(len, made.split(b"\r\n"))) <= 998
    assert re.search(rb"\r(?!\n)|(?<!\r)\n", made) is None
    return made


def test_ascii_stays_the_object_it_is() -> None:
    message = of("Subject: x\r\nDKIM-Signature: v=1\r\n\r\nText\r\n")
    assert seven_bit(message) is message


def test_text_is_quoted_printable_and_its_other_fields_stay() -> None:
    made = converted(of("Subject:  a\r\n\tb\r\n", MIME, EIGHT, TEXT, "X-Last: x\r\n\r\n", GREETING))
    header, body = headers.split(made)
    assert header == of("Subject:  a\r\n\tb\r\n", MIME, TEXT, "X-Last: x\r\n") + (
        b"Content-Transfer-Encoding: quoted-printable\r\n"
    )
    assert body.startswith(b"\r\ngr=C3=BC=C3=9Fe =3D =09\r\n")
    assert leaves(made) == [("text/plain", GREETING.encode())]


def test_a_message_that_knows_no_mime_gets_its_fields() -> None:
    made = converted(of("Subject: x\r\n\r\n", GREETING))
    message = email.message_from_bytes(made)
    assert (message["MIME-Version"], message.get_content_charset()) == ("1.0", "unknown-8bit")
    assert message.get_payload(decode=True) == GREETING.encode()


def test_parts_are_converted_one_by_one() -> None:
    signature = "-----BEGIN PGP SIGNATURE-----\r\nabc=\r\n"
    parts = (TEXT + EIGHT + "\r\n" + GREETING, "\r\n" + signature, "Content-Type: application/x\r\n\r\n\u20ac \r\n x")
    made = converted(multipart(*parts))
    assert leaves(made) == leaves(multipart(*parts))
    assert f"--b c\r\n\r\n{signature}\r\n--b c".encode() in made
    assert made.count(b"Content-Transfer-Encoding: ") == 3
    assert b"Content-Transfer-Encoding: base64\r\n" in made
    assert b"8bit" not in made


def test_messages_within_messages() -> None:
    inner = of("Subject: inner\r\n\r\n", GREETING).decode()
    made = converted(multipart(f"Content-Type: message/rfc822\r\n{EIGHT}\r\n{inner}", kind="report"))
    _, part, *_ = email.message_from_bytes(made).walk()
    assert part["Content-Transfer-Encoding"] == "7bit"
    assert leaves(made) == [("text/plain", GREETING.encode())]
    digest = multipart("\r\n" + inner, kind="digest")
    assert leaves(converted(digest)) == [("text/plain", GREETING.encode())]


SIGNED = multipart(TEXT + "\r\n" + GREETING, kind="signed").decode().replace("b c", "inner")


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (of("DKIM-Signature: v=1; b=x\r\n", MIME, TEXT, EIGHT, "\r\n", GREETING), "signature"),
        (of("arc-message-signature: i=1\r\n\r\n", GREETING), "signature"),
        (multipart(TEXT + "\r\n" + GREETING, kind="signed"), "signed or encrypted"),
        (multipart(SIGNED), "signed or encrypted"),
        (of("Subject: grüße\r\n\r\nText\r\n"), "in its header"),
        (multipart(f"X: é\r\n{TEXT}\r\n{GREETING}"), "in its header"),
        (of(MIME, "Content-Transfer-Encoding: base64\r\n\r\n", GREETING), "says it is base64"),
        (of(MIME, "Content-Transfer-Encoding: x-uue\r\n\r\n", GREETING), "says it is x-uue"),
        (of(MIME, "Content-Type: multipart/mixed\r\n\r\n", GREETING), "unclear"),
        (of(MIME, "Content-Type: message/global\r\n\r\n", GREETING), "message/global"),
        (of("no header at all é\r\n"), "unclear"),
        (multipart("\r\nplain") + "ä".encode(), "unclear"),
        (of("Content-Type: message/rfc822\r\n\r\n" * 40, "\r\n", GREETING), "unclear"),
    ],
)
def test_what_is_left_to_a_report(message: bytes, why: str) -> None:
    made = seven_bit(message)
    assert isinstance(made, Obstacle)
    assert why in made.reason


def test_signed_parts_in_ascii_stay_beside_others() -> None:
    signed = multipart(TEXT + "\r\nplain = text \r\n", kind="signed", fields="").decode().replace("b c", "inner")
    made = converted(multipart(signed, TEXT + "\r\n" + GREETING))
    assert signed.encode() in made


PIECES = st.sampled_from(
    ["\r\n", "--b", "--b--", "--b\r\n", "Content-Type: text/html\r\n", "Content-Type: message/rfc822\r\n", EIGHT,
     "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Type: multipart/mixed; boundary=b\r\n", "é", "=",
     "\r\n\r\n", ".", "x" * 1200, " ", "\t", "Content-Type: application/x\r\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_is_converted_says_the_same(text: str) -> None:
    message = text.encode()
    made = seven_bit(message)
    if isinstance(made, bytes):
        assert made.isascii()
        assert leaves(made) == leaves(message)
