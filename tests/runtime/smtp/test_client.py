"""The client machine against scripted servers: the whole matrix of refusals, and against our own server machine."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_runtime.mail.dsn import Asked
from smail_runtime.mail.outcome import Outcome, Result
from smail_runtime.smtp.client import ClientMachine
from smail_runtime.smtp.client_events import Finished, Hangup, OutgoingMail, Ready, Transmit, Unusable
from smail_runtime.smtp.client_table import TABLE, Phase
from smail_runtime.smtp.stuffing import only_crlf
from smail_testkit.smtp_talk import Talk, cut

TWO = OutgoingMail("a@b", ("x@d", "y@d"), b"Subject: x\r\n\r\n.dot\r\n")
OFFERS = {True: b"250-peer\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250 8BITMIME\r\n", False: b"250 peer\r\n"}


class Scripted:
    """A server that answers each command with the scripted line, by default as a healthy one does."""

    def __init__(self, *, pipelining: bool, answers: dict[str, bytes]) -> None:
        self.client = ClientMachine("me.example", "peer.example")
        self.answers = {"GREETING": b"220 hi\r\n", "EHLO": OFFERS[pipelining], "DATA": b"354 go\r\n"} | answers
        self.seen: list[str] = []
        self.wire = b""
        self.ready = self.hung = False
        self.unusable: Outcome | None = None
        self.outcomes: tuple[Outcome, ...] = ()
        self._in_body = False

    def run(self, *mails: OutgoingMail) -> Scripted:
        """Open the session and carry the mails."""
        waiting = list(mails)
        self._answer("GREETING")
        while (event := self.client.next_event()) is not None:
            match event:
                case Ready():
                    self.ready = True
                    self.client.deliver(waiting.pop(0))
                case Transmit(data):
                    self._receive(data)
                case Finished(outcomes):
                    self.outcomes = outcomes
                    if waiting and self.client.phase is Phase.READY:
                        self.client.deliver(waiting.pop(0))
                case Unusable(outcome):
                    self.unusable = outcome
                case Hangup():
                    self.hung = True
        return self

    def _receive(self, data: bytes) -> None:
        self.wire += data
        if self._in_body:
            assert data.endswith(b".\r\n")
            self._in_body = False
            self._answer("END")
            return
        for line in data.decode().split("\r\n")[:-1]:
            self.seen.append(line)
            self._answer(line.partition(" ")[0] if not line.startswith("RCPT") else line)

    def _answer(self, step: str) -> None:
        answer = self.answers.get(step, b"250 2.0.0 fine\r\n")
        self._in_body = step == "DATA" and answer.startswith(b"354")
        if answer:
            self.client.feed(answer)
        else:
            self.client.lost("connection closed")


def ends(outcomes: tuple[Outcome, ...]) -> str:
    """D, 4, 5 for each recipient."""
    letters = {Result.DELIVERED: "D", Result.DEFERRED: "4", Result.FAILED: "5"}
    return "".join(letters[outcome.result] for outcome in outcomes)


MATRIX = [
    # step, answer, ends of the two recipients, status of the first that is not delivered
    ("MAIL", b"450 4.7.1 later\r\n", "44", "4.7.1"),
    ("MAIL", b"550 no\r\n", "55", "5.1.0"),
    ("MAIL", b"421 4.3.2 bye\r\n", "44", "4.3.2"),
    ("MAIL", b"", "44", "4.4.2"),
    ("RCPT TO:<x@d>", b"450 4.2.1 later\r\n", "4D", "4.2.1"),
    ("RCPT TO:<x@d>", b"550 5.1.1 who\r\n", "5D", "5.1.1"),
    ("RCPT TO:<x@d>", b"552 5.5.3 too many\r\n", "4D", "4.1.0"),
    ("RCPT TO:<y@d>", b"550 5.1.1 who\r\n", "D5", "5.1.1"),
    ("RCPT TO:<y@d>", b"421 bye\r\n", "44", "4.1.0"),
    ("RCPT TO:<y@d>", b"354 what\r\n", "44", "4.1.0"),
    ("DATA", b"451 4.3.0 disk\r\n", "44", "4.3.0"),
    ("DATA", b"554 no\r\n", "55", "5.5.0"),
    ("DATA", b"250 what\r\n", "44", "4.5.0"),
    ("DATA", b"", "44", "4.4.2"),
    ("END", b"452 4.3.1 full\r\n", "44", "4.3.1"),
    ("END", b"550 5.7.1 spam\r\n", "55", "5.7.1"),
    ("END", b"421 bye\r\n", "44", "4.6.0"),
    ("END", b"", "44", "4.4.2"),
    ("END", b"250 2.0.0 taken\r\n", "DD", None),
]


@pytest.mark.parametrize("pipelining", [True, False])
@pytest.mark.parametrize(("step", "answer", "expected", "status"), MATRIX)
def test_every_refusal_at_every_step(
    step: str, answer: bytes, expected: str, status: str | None, pipelining: bool
) -> None:
    got = Scripted(pipelining=pipelining, answers={step: answer}).run(TWO)
    assert ends(got.outcomes) == expected
    bad = [outcome for outcome in got.outcomes if outcome.result is not Result.DELIVERED]
    assert status is None or bad[0].status == status
    assert all(outcome.reason and outcome.remote == "peer.example" for outcome in bad)


@pytest.mark.parametrize(
    ("step", "answer", "result", "status"),
    [
        ("GREETING", b"421 4.3.2 busy\r\n", Result.DEFERRED, "4.3.2"),
        ("GREETING", b"554 5.7.1 go away\r\n", Result.DEFERRED, "4.3.2"),
        ("GREETING", b"250 what\r\n", None, None),
        ("GREETING", b"", Result.DEFERRED, "4.4.2"),
        ("GREETING", b"SSH-2.0-x\r\n", Result.DEFERRED, "4.4.2"),
        ("EHLO", b"450 later\r\n", Result.DEFERRED, "4.5.0"),
        ("EHLO", b"500 what\r\n", None, None),
    ],
)
def test_hosts_that_open_no_session(step: str, answer: bytes, result: Result | None, status: str | None) -> None:
    got = Scripted(pipelining=True, answers={step: answer}).run(TWO)
    if result is None:
        assert ends(got.outcomes) == "DD"
        return
    assert got.unusable is not None
    assert (got.unusable.result, got.unusable.status) == (result, status)
    assert got.hung
    assert not got.ready


def test_ehlo_falls_back_to_helo_and_its_refusal_is_final() -> None:
    got = Scripted(pipelining=True, answers={"EHLO": b"502 no\r\n"}).run(TWO)
    assert got.seen[:3] == ["EHLO me.example", "HELO me.example", "MAIL FROM:<a@b>"]
    got = Scripted(pipelining=True, answers={"EHLO": b"502 no\r\n", "HELO": b"550 no\r\n"}).run(TWO)
    assert got.unusable is not None
    assert got.unusable.result is Result.FAILED


def test_letters_beyond_ascii_need_a_host_that_takes_them() -> None:
    """RFC 6531, section 3: SMTPUTF8 where it is offered and needed, else the recipient fails with 5.6.7."""
    offer = {"EHLO": b"250-peer\r\n250 SMTPUTF8\r\n"}
    mixed = OutgoingMail("a@b", ("j\u00f6rg@d", "y@d"), TWO.message)
    got = Scripted(pipelining=False, answers=offer).run(mixed)
    assert got.seen[1:4] == ["MAIL FROM:<a@b> SMTPUTF8", "RCPT TO:<j\u00f6rg@d>", "RCPT TO:<y@d>"]
    assert ends(got.outcomes) == "DD"
    got = Scripted(pipelining=True, answers={}).run(mixed)
    assert got.seen[1:3] == ["MAIL FROM:<a@b> SIZE=20", "RCPT TO:<y@d>"]
    assert (ends(got.outcomes), got.outcomes[0].status) == ("5D", "5.6.7")
    sender = OutgoingMail("j\u00f6rg@b", ("x@d",), TWO.message)
    assert "MAIL FROM:<j\u00f6rg@b> SMTPUTF8" in Scripted(pipelining=False, answers=offer).run(sender).seen
    assert "MAIL FROM:<a@b>" in Scripted(pipelining=False, answers=offer).run(TWO).seen
    hostile = OutgoingMail("a@b", ("x\u2028@d", "x\udcff@d"), TWO.message)
    assert [one.status for one in Scripted(pipelining=False, answers=offer).run(hostile).outcomes] == ["5.6.7"] * 2


def test_a_header_beyond_ascii_goes_only_where_it_may() -> None:
    """RFC 6531, section 3.6: such a message is for hosts with SMTPUTF8, whatever its addresses are."""
    mail = OutgoingMail("a@b", ("x@d",), "Subject: é\r\n\r\n".encode(), utf8=True)
    got = Scripted(pipelining=False, answers={"EHLO": b"250-peer\r\n250 SMTPUTF8\r\n"}).run(mail)
    assert got.seen[1] == "MAIL FROM:<a@b> SMTPUTF8"
    got = Scripted(pipelining=True, answers={}).run(mail)
    assert (ends(got.outcomes), got.outcomes[0].status) == ("5", "5.6.9")
    assert not any(line.startswith("MAIL") for line in got.seen)


def test_size_and_8bitmime_are_used_only_where_offered() -> None:
    mail = OutgoingMail("", ("x@d",), b"\r\n\xe4\r\n")
    assert "MAIL FROM:<> SIZE=5 BODY=8BITMIME" in Scripted(pipelining=True, answers={}).run(mail).seen
    assert "MAIL FROM:<>" in Scripted(pipelining=False, answers={}).run(OutgoingMail("", ("x@d",), b"\r\n")).seen
    big = OutgoingMail("", ("x@d",), b"x" * 1001)
    [outcome] = Scripted(pipelining=True, answers={}).run(big).outcomes
    assert (outcome.result, outcome.status) == (Result.FAILED, "5.3.4")


def test_8_bit_text_never_goes_to_a_host_that_takes_none() -> None:
    """RFC 6152, section 3: what was not converted before comes back with 5.6.3, whichever greeting the host knows."""
    mail = OutgoingMail("a@b", ("x@d",), b"\r\n\xe4\r\n", obstacle="is signed")
    for answers in ({}, {"EHLO": b"502 what\r\n"}):
        got = Scripted(pipelining=False, answers=answers).run(mail)
        [outcome] = got.outcomes
        assert (outcome.result, outcome.status) == (Result.FAILED, "5.6.3")
        assert outcome.reason == "peer.example takes no 8-bit text (8BITMIME), and the message is signed"
        assert not any(line.startswith("MAIL") for line in got.seen)


def test_what_is_asked_of_reports_goes_to_hosts_that_send_them() -> None:
    """RFC 3461, section 5: the parameters as they came, and the host takes over what it was told."""
    asked = (Asked(("SUCCESS", "DELAY"), "rfc822;X@old"), Asked())
    mail = msgspec.structs.replace(TWO, ret="HDRS", envid="Q+2B1", asked=asked)
    got = Scripted(pipelining=False, answers={"EHLO": b"250-peer\r\n250 DSN\r\n"}).run(mail)
    assert got.seen[1:4] == [
        "MAIL FROM:<a@b> RET=HDRS ENVID=Q+2B1",
        "RCPT TO:<x@d> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;X@old",
        "RCPT TO:<y@d>",
    ]
    assert [one.passed_on for one in got.outcomes] == [True, True]
    got = Scripted(pipelining=False, answers={}).run(mail)
    assert got.seen[1:4] == ["MAIL FROM:<a@b>", "RCPT TO:<x@d>", "RCPT TO:<y@d>"]
    assert [one.passed_on for one in got.outcomes] == [False, False]


def test_a_command_never_grows_too_long_by_the_original_recipient() -> None:
    far = "x" * 440 + "@d.example"
    asked = (Asked(("SUCCESS", "FAILURE", "DELAY"), "rfc822;" + "y" * 493), Asked((), "rfc822;" + "y" * 493))
    mail = OutgoingMail("a@b", (far + "x" * 20, far), b"", asked=asked)
    got = Scripted(pipelining=False, answers={"EHLO": b"250-peer\r\n250 DSN\r\n"}).run(mail)
    assert got.seen[2] == f"RCPT TO:<{far}{'x' * 20}> NOTIFY=SUCCESS,FAILURE,DELAY"
    assert got.seen[3].endswith("y" * 493)


def test_with_all_recipients_refused_no_message_is_sent() -> None:
    refused = {"RCPT TO:<x@d>": b"550 a\r\n", "RCPT TO:<y@d>": b"450 b\r\n"}
    plain = Scripted(pipelining=False, answers=refused).run(TWO)
    assert (ends(plain.outcomes), plain.seen[-1]) == ("54", "RCPT TO:<y@d>")
    piped = Scripted(pipelining=True, answers=refused).run(TWO)
    assert ends(piped.outcomes) == "54"
    assert piped.wire.endswith(b"DATA\r\n.\r\n")


def test_a_second_mail_goes_over_the_same_connection_after_a_reset() -> None:
    got = Scripted(pipelining=False, answers={"RCPT TO:<x@d>": b"550 a\r\n"})
    got.run(OutgoingMail("a@b", ("x@d",), b""), OutgoingMail("a@b", ("z@d",), b""), TWO)
    assert [line for line in got.seen if line.startswith(("RSET", "MAIL"))] == [
        "MAIL FROM:<a@b>",
        "RSET",
        "MAIL FROM:<a@b>",
        "MAIL FROM:<a@b>",
    ]
    assert ends(got.outcomes) == "5D"


@pytest.mark.parametrize("path", ["a@b>\r\nRCPT TO:<evil@c", "a\n@b", "a\0@b", "\xe4@b"])
def test_an_address_that_could_end_the_command_is_never_sent(path: str) -> None:
    got = Scripted(pipelining=True, answers={}).run(OutgoingMail("a@b", (path, "x@d"), b""))
    assert ends(got.outcomes) == "5D"
    assert b"evil" not in got.wire
    assert ends(Scripted(pipelining=True, answers={}).run(OutgoingMail(path, ("x@d",), b"")).outcomes) == "5"


def test_lost_after_the_dot_says_that_the_outcome_is_unknown() -> None:
    got = Scripted(pipelining=True, answers={"END": b""}).run(TWO)
    assert "unknown outcome" in got.outcomes[0].reason


@pytest.mark.parametrize(
    "answer", [b"250-x\r\n" * 200, b"250 " + b"x" * 5000, b"250-x\r\n251 y\r\n", b"hello\r\n", b"99 x\r\n", b"\xff\n"]
)
def test_hostile_replies_defer_and_hang_up(answer: bytes) -> None:
    got = Scripted(pipelining=True, answers={"MAIL": answer}).run(TWO)
    assert ends(got.outcomes) == "44"
    assert got.hung


def test_words_of_the_peer_are_kept_bounded_and_printable() -> None:
    got = Scripted(pipelining=True, answers={"MAIL": b"550-5.7.1 \x1b[31m\r\n550 5.7.1 " + b"y" * 900 + b"\r\n"}).run(
        TWO
    )
    diagnostic = got.outcomes[0].diagnostic
    assert diagnostic is not None
    assert diagnostic.startswith("550 5.7.1 \\x1b[31m yyy")
    assert len(diagnostic) == 512


def test_the_table_is_complete() -> None:
    assert set(TABLE) == set(Phase)


BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n")
pieces = st.sampled_from([b"\r\n", b".", b"\r", b"\n", b"x", b"\r\n.\r\n", b"\xe4", b"..", b"QUIT\r\n"])


@settings(max_examples=200, deadline=None)
@given(message=st.lists(pieces, max_size=20).map(b"".join), places=st.lists(st.integers(0, 500), max_size=5))
def test_what_we_send_our_server_reads_back_unharmed(message: bytes, places: list[int]) -> None:
    server, client = Talk(), ClientMachine("me.example", "peer")
    client.feed(b"220 hi\r\n")
    mail = OutgoingMail("a@b", ("x@d",), message)
    seen, finished = 0, False
    while (event := client.next_event()) is not None:
        if isinstance(event, Ready):
            client.deliver(mail)
        elif isinstance(event, Transmit):
            assert BARE.search(event.data) is None
            server.feed(*cut(event.data, places))
            answers = b"".join(reply.encode() for reply in server.replies[seen:])
            seen = len(server.replies)
            for part in cut(answers, places):
                client.feed(part)
        elif isinstance(event, Finished):
            finished = ends(event.outcomes) == "D"
    assert finished
    expected = only_crlf(message)
    [received] = server.messages
    assert received.content == (expected if not expected or expected.endswith(b"\r\n") else expected + b"\r\n")
