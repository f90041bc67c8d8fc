"""Reports are read with Python's own email parser, as a second opinion."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.bounce.form import Letter, Original, Reported
from smail_runtime.bounce.report import WHOLE_BELOW, report
from smail_runtime.mail.outcome import Outcome, Result

MESSAGE = b"Message-ID: <one@x.example>\r\nSubject: hi \xe9\r\n\r\nBody \xff\r\n"
LETTER = Letter(host="mx.y.example", to="a@x.example", queue_id="01abc", now=1_700_000_000.0)
REFUSED = Outcome(
    Result.FAILED, "5.1.1", "the host refused it", remote="mail.z.example", diagnostic="550 no such user"
)
FAILED = Reported("b@y.example", "bob@z.example", REFUSED)


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert [defect for part in message.walk() for defect in part.defects] == []
    return message


def original(message: bytes = MESSAGE, *, with_body: bool = True) -> Original:
    return Original("01abb", "a@x.example", 1_699_999_999.0, message, with_body)


def parts(data: bytes) -> list[EmailMessage]:
    found = [part for part in read(data).iter_parts() if isinstance(part, EmailMessage)]
    assert len(found) == 3
    return found


def groups(status: Message) -> list[Message]:
    """The groups of fields of a delivery-status part."""
    found = status.get_payload()
    assert isinstance(found, list)
    return [group for group in found if isinstance(group, Message)]


def test_the_head() -> None:
    message = read(report(LETTER, original(), [FAILED]))
    assert message.get_content_type() == "multipart/report"
    assert message.get_param("report-type") == "delivery-status"
    assert message["From"].addresses[0].addr_spec == "MAILER-DAEMON@mx.y.example"
    assert message["To"].addresses[0].addr_spec == "a@x.example"
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["In-Reply-To"] == message["References"] == "<one@x.example>"
    assert message["Message-ID"] == "<01abc@mx.y.example>"


def test_the_fields_of_each_recipient() -> None:
    full = Reported("c@y.example", "/var/mail/c", Outcome(Result.FAILED, "5.2.0", "it is a directory"))
    status = parts(report(LETTER, original(), [FAILED, full]))[1]
    assert status.get_content_type() == "message/delivery-status"
    about_message, first, second = groups(status)
    assert about_message["Reporting-MTA"] == "dns; mx.y.example"
    assert first["Original-Recipient"] == "rfc822; b@y.example"
    assert first["Final-Recipient"] == "rfc822; bob@z.example"
    assert (first["Action"], first["Status"]) == ("failed", "5.1.1")
    assert first["Remote-MTA"] == "dns; mail.z.example"
    assert first["Diagnostic-Code"] == "smtp; 550 no such user"
    assert second["Final-Recipient"] == "x-local; /var/mail/c"
    assert second["Diagnostic-Code"] == "x-smail; it is a directory"


def test_a_person_can_read_it() -> None:
    text = parts(report(LETTER, original(), [FAILED]))[0].get_content()
    for words in ("mx.y.example", "<b@y.example>", "bob@z.example", "550 no such user", "01abb"):
        assert words in text


def test_a_temporary_status_that_expired_is_reported_as_final() -> None:
    expired = Reported("b@y.example", "b@y.example", Outcome(Result.FAILED, "4.4.1", "no answer for five days"))
    assert groups(parts(report(LETTER, original(), [expired]))[1])[1]["Status"] == "5.4.1"


@pytest.mark.parametrize(
    ("message", "with_body", "kind"),
    [
        (MESSAGE, True, "message/rfc822"),
        (MESSAGE, False, "text/rfc822-headers"),
        (MESSAGE + b"x" * WHOLE_BELOW, True, "text/rfc822-headers"),
        (b"", True, "message/rfc822"),
    ],
    ids=["small", "by grade", "large", "empty"],
)
def test_how_much_is_sent_back(message: bytes, with_body: bool, kind: str) -> None:
    data = report(LETTER, original(message, with_body=with_body), [FAILED])
    assert parts(data)[2].get_content_type() == kind
    assert (b"Body \xff" in data) == (kind == "message/rfc822" and bool(message))


def test_a_message_that_quotes_our_boundary() -> None:
    hostile = b"Subject: x\r\n\r\n--=_01abc.0--\r\n--=_01abc.1\r\n"
    assert b"=_01abc.2" in report(LETTER, original(hostile), [FAILED])
    assert len(parts(report(LETTER, original(hostile), [FAILED]))) == 3


INTERNATIONAL = Reported("zoë+a@y.example", "zoë+a@y.example", REFUSED)
UMLAUT = "Subject: grüße\r\n\r\nText\r\n".encode()


def test_letters_beyond_ascii_have_an_ascii_spelling_in_a_common_report() -> None:
    """RFC 6533, section 3: `utf-8` with every other letter, and `+`, as `\\x{...}`, so that RFC 3464 holds."""
    data = report(LETTER, original(), [INTERNATIONAL])
    [_, about] = groups(parts(data)[1])
    assert about["Final-Recipient"] == "utf-8; zo\\x{EB}\\x{2B}a@y.example"
    assert parts(data)[1].get_content_type() == "message/delivery-status"


@pytest.mark.parametrize(("with_body", "kind"), [(True, "message/global"), (False, "message/global-headers")])
def test_the_report_about_an_international_message(with_body: bool, kind: str) -> None:
    """RFC 6533, sections 4 to 6: fields in UTF-8, and types that say so."""
    letter = Letter(host="mx.y.example", to="jürg@x.example", queue_id="01abc", now=1_700_000_000.0)
    about = Original("01abb", "jürg@x.example", 1_699_999_999.0, UMLAUT, with_body, utf8=True)
    data = report(letter, about, [INTERNATIONAL])
    assert b"\r\nTo: <j\xc3\xbcrg@x.example>\r\n" in data
    assert "\r\nFinal-Recipient: utf-8; zoë\\x{2B}a@y.example\r\n".encode() in data
    message = email.message_from_bytes(data, policy=email.policy.SMTPUTF8)
    assert isinstance(message, EmailMessage)
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "message/global-delivery-status",
        kind,
    ]


def test_an_ascii_message_stays_what_it_is() -> None:
    about = Original("01abb", "a@x.example", 1_699_999_999.0, b"Subject: x\r\n\r\n", utf8=True)
    data = report(LETTER, about, [FAILED])
    assert b"Content-Type: message/rfc822\r\n" in data


TEXT = st.text(max_size=60) | st.sampled_from(["x\r\nBcc: you@z.example", "\r\n\r\n--=_01abc.0\r\n", "\udc80"])


@given(TEXT, TEXT, TEXT, st.binary(max_size=120))
def test_no_foreign_text_forges_a_field_or_part(address: str, reason: str, words: str, message: bytes) -> None:
    outcome = Outcome(Result.FAILED, "5.0.0", reason, remote="h", diagnostic=words)
    data = report(LETTER, original(message), [Reported(address, address, outcome)])
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert "Bcc" not in found
    assert len(list(found.iter_parts())) == 3
    [status] = [part for part in found.iter_parts() if part.get_content_type() == "message/delivery-status"]
    about = groups(status)
    assert len(about) == 2
    assert set(about[1].keys()) <= {
        "Original-Recipient", "Final-Recipient", "Action", "Status", "Remote-MTA", "Diagnostic-Code",
        "Last-Attempt-Date",
    }  # fmt: skip
