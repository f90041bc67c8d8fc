"""The server machine, command by command: replies, order, arguments, limits."""

from __future__ import annotations

import itertools

import pytest

from smail_runtime.mail.dsn import Asked, Dsn
from smail_runtime.mail.envelope import Envelope
from smail_runtime.mail.outcome import Reply
from smail_runtime.smtp.server import ServerRules
from smail_runtime.smtp.server_steps import STEPS
from smail_runtime.smtp.server_table import COMMAND_STATES, TABLE, State, Step, Verb
from smail_testkit.smtp_talk import RULES, Talk

HELLO = b"EHLO client.example\r\n"
MAIL = b"MAIL FROM:<a@example>\r\n"
RCPT = b"RCPT TO:<b@example>\r\n"

REACHED = {
    State.CONNECTED: b"",
    State.READY: HELLO,
    State.MAIL: HELLO + MAIL,
    State.RCPT: HELLO + MAIL + RCPT,
}

LINES = {
    Verb.HELO: b"HELO c",
    Verb.EHLO: b"EHLO c",
    Verb.MAIL: b"MAIL FROM:<>",
    Verb.RCPT: b"RCPT TO:<b@example>",
    Verb.DATA: b"DATA",
    Verb.RSET: b"RSET",
    Verb.NOOP: b"NOOP",
    Verb.QUIT: b"QUIT",
    Verb.VRFY: b"VRFY b",
    Verb.HELP: b"HELP",
    Verb.EXPN: b"EXPN list",
    Verb.OTHER: b"FNORD",
}

# code of each command in the states connected, ready, mail, rcpt; then the state it leads to
EXPECTED = {
    Verb.HELO: ((250, 250, 250, 250), ("ready", "ready", "ready", "ready")),
    Verb.EHLO: ((250, 250, 250, 250), ("ready", "ready", "ready", "ready")),
    Verb.MAIL: ((503, 250, 503, 503), ("connected", "mail", "mail", "rcpt")),
    Verb.RCPT: ((503, 503, 250, 250), ("connected", "ready", "rcpt", "rcpt")),
    Verb.DATA: ((503, 503, 503, 354), ("connected", "ready", "mail", "data")),
    Verb.RSET: ((250, 250, 250, 250), ("connected", "ready", "ready", "ready")),
    Verb.NOOP: ((250, 250, 250, 250), ("connected", "ready", "mail", "rcpt")),
    Verb.QUIT: ((221, 221, 221, 221), ("closed", "closed", "closed", "closed")),
    Verb.VRFY: ((252, 252, 252, 252), ("connected", "ready", "mail", "rcpt")),
    Verb.HELP: ((214, 214, 214, 214), ("connected", "ready", "mail", "rcpt")),
    Verb.EXPN: ((502, 502, 502, 502), ("connected", "ready", "mail", "rcpt")),
    Verb.OTHER: ((500, 500, 500, 500), ("connected", "ready", "mail", "rcpt")),
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(COMMAND_STATES, Verb)))
def test_every_command_in_every_state_has_its_reply(state: State, verb: Verb) -> None:
    talk = Talk().feed(REACHED[state])
    assert talk.machine.state is state
    before = len(talk.replies)
    talk.feed(LINES[verb] + b"\r\n")
    codes, states = EXPECTED[verb]
    column = COMMAND_STATES.index(state)
    assert talk.codes[before:] == [codes[column]]
    assert talk.machine.state.value == states[column]


def test_the_table_is_complete() -> None:
    assert {(s, v) for s, row in TABLE.items() for v in row} == set(itertools.product(COMMAND_STATES, Verb))
    assert set(STEPS) == set(Step)


def test_a_whole_pipelined_transaction() -> None:
    talk = Talk().feed(HELLO + MAIL + RCPT + b"DATA\r\nSubject: x\r\n\r\nhello\r\n.\r\n" + MAIL + b"RSET\r\nQUIT\r\n")
    assert talk.codes == [250, 250, 250, 354, 250, 250, 250, 221]
    assert talk.closed
    [message] = talk.messages
    assert (message.sender, message.recipients) == ("a@example", ("b@example",))
    assert message.content == b"Subject: x\r\n\r\nhello\r\n"


def test_ehlo_offers_the_extensions_and_helo_none() -> None:
    [ehlo] = Talk(ServerRules(host="mx.example", max_size=1000)).feed(HELLO).replies
    assert ehlo.text == (
        "mx.example",
        "SIZE 1000",
        "8BITMIME",
        "PIPELINING",
        "ENHANCEDSTATUSCODES",
        "DSN",
        "SMTPUTF8",
    )
    assert ehlo.encode().startswith(b"250-mx.example\r\n250-SIZE 1000\r\n")
    assert ehlo.encode().endswith(b"\r\n250 SMTPUTF8\r\n")
    [helo] = Talk().feed(b"helo x\r\n").replies
    assert helo.text == ("mx.example",)


@pytest.mark.parametrize(
    ("line", "code", "status"),
    [
        (b"MAIL FROM:<>", 250, "2.1.0"),
        (b"mail from:<a@b>", 250, "2.1.0"),
        (b"MAIL FROM: <a@b>", 250, "2.1.0"),
        (b'MAIL FROM:<"a b>c"@d>', 250, "2.1.0"),
        (b"MAIL FROM:<a@b> SIZE=100 BODY=8BITMIME", 250, "2.1.0"),
        (b"MAIL FROM:<a@b> size=100 body=7bit", 250, "2.1.0"),
        (b"MAIL FROM:<a@b> SIZE=1001", 552, "5.3.4"),
        (b"MAIL FROM:<a@b> SIZE=x", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> SIZE", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> BODY=BINARYMIME", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> AUTH=<>", 555, "5.5.4"),
        (b"MAIL FROM:<a@b> RET=hdrs ENVID=QQ+3D1", 250, "2.1.0"),
        (b"MAIL FROM:<> RET=FULL", 250, "2.1.0"),
        (b"MAIL FROM:<a@b> RET=ALL", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> RET=FULL RET=FULL", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> ENVID=a ENVID=b", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> ENVID=a=b", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> ENVID=a+3d", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> ENVID=", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> ENVID=" + b"x" * 101, 501, "5.5.4"),
        (b"MAIL FROM:<a@b>SIZE=1", 501, "5.5.4"),
        (b"MAIL FROM:a@b", 501, "5.5.4"),
        (b"MAIL FROM:<a@b", 501, "5.5.4"),
        (b"MAIL FROM:<a@<b>>", 501, "5.5.4"),
        (b"MAIL TO:<a@b>", 501, "5.5.4"),
        (b"MAIL", 501, "5.5.4"),
        (b"MAIL FROM:<a@b..c>", 501, "5.1.7"),
        (b"MAIL FROM:<a@\xe4>", 500, "5.5.2"),
        (b"MAIL FROM:<a\0@b>", 500, "5.5.2"),
        ("MAIL FROM:<jürg@straße.example> SMTPUTF8".encode(), 250, "2.1.0"),
        ("MAIL FROM:<jürg@x.example> BODY=8BITMIME smtputf8 SIZE=9".encode(), 250, "2.1.0"),
        (b"MAIL FROM:<a@b> SMTPUTF8", 250, "2.1.0"),
        (b"MAIL FROM:<> SMTPUTF8", 250, "2.1.0"),
        (b"MAIL FROM:<a@b> SMTPUTF8=1", 501, "5.5.4"),
        (b"MAIL FROM:<a@b> SMTPUTF8=", 501, "5.5.4"),
        ("MAIL FROM:<a@b> \u017fmtputf8".encode(), 555, "5.5.4"),
        ("MAIL FROM:<jürg@x.example>".encode(), 550, "5.6.7"),
        ("MAIL FROM:<jürg@-x.example> SMTPUTF8".encode(), 501, "5.1.7"),
        ("MAIL FROM:<j\u2028@x.example".encode(), 501, "5.5.4"),
        ("MAIL\u00e9 FROM:<a@b>".encode(), 500, "5.5.2"),
        ("NOOP é".encode(), 500, "5.5.2"),
        ("VRFY jürg".encode(), 553, "5.6.7"),
        ("VRFY jürg SMTPUTF8".encode(), 252, "2.5.2"),
        (b"VRFY SMTPUTF8", 501, "5.5.4"),
        (b"HELO", 501, "5.5.4"),
        (b"EHLO  ", 501, "5.5.4"),
        (b"EHLO ex_ample..!", 250, ""),
        (b"RSET now", 501, "5.5.4"),
        (b"VRFY", 501, "5.5.4"),
        (b"", 500, "5.5.1"),
    ],
)
def test_arguments(line: bytes, code: int, status: str) -> None:
    talk = Talk(ServerRules(host="mx.example", max_size=1000)).feed(HELLO, line + b"\r\n")
    assert [(r.code, r.enhanced) for r in talk.replies[1:]] == [(code, status)]
    assert not talk.closed


def test_letters_beyond_ascii_only_where_they_were_asked_for() -> None:
    """RFC 6531, sections 3.4 and 3.5: the parameter holds for one transaction, and HELO knows none."""
    asked = "MAIL FROM:<jürg@x.example> SMTPUTF8\r\nRCPT TO:<zoë@straße.example>\r\n".encode()
    talk = Talk().feed(HELLO, asked, b"RSET\r\n", MAIL, "RCPT TO:<zoë@x.example>\r\n".encode())
    assert [(one.code, one.enhanced) for one in talk.replies[-2:]] == [(250, "2.1.0"), (553, "5.6.7")]
    assert talk.machine.state is State.MAIL
    [message] = Talk().feed(HELLO, asked, b"DATA\r\nSubject: x\r\n\r\n.\r\n").messages
    assert (message.sender, message.recipients) == ("jürg@x.example", ("zoë@xn--strae-oqa.example",))
    [_, refused] = Talk().feed(b"HELO x\r\n", b"MAIL FROM:<a@b> SMTPUTF8\r\n").replies
    assert (refused.code, refused.enhanced) == (555, "5.5.4")


@pytest.mark.parametrize(
    ("line", "code", "status"),
    [
        (b"RCPT TO:<b@c>", 250, "2.1.5"),
        (b"RCPT to: <b@c>", 250, "2.1.5"),
        (b"RCPT TO:<postmaster>", 250, "2.1.5"),
        (b"RCPT TO:<>", 501, "5.1.3"),
        (b"RCPT TO:<b@c..d>", 501, "5.1.3"),
        (b"RCPT TO:<@relay.example:b@c>", 250, "2.1.5"),
        (b"RCPT TO:b@c", 501, "5.5.4"),
        (b"RCPT TO:<b@c> NOTIFY=NEVER", 250, "2.1.5"),
        (b"RCPT TO:<b@c> notify=Success,delay ORCPT=rfc822;B+2Bx@c", 250, "2.1.5"),
        (b"RCPT TO:<b@c> ORCPT=utf-8;j\\x{FC}@c", 250, "2.1.5"),
        (b"RCPT TO:<b@c> NOTIFY=NEVER,DELAY", 501, "5.5.4"),
        (b"RCPT TO:<b@c> NOTIFY=DELAY,DELAY", 501, "5.5.4"),
        (b"RCPT TO:<b@c> NOTIFY=DELAY NOTIFY=DELAY", 501, "5.5.4"),
        (b"RCPT TO:<b@c> NOTIFY=", 501, "5.5.4"),
        (b"RCPT TO:<b@c> NOTIFY", 501, "5.5.4"),
        (b"RCPT TO:<b@c> NOTIFY=OFTEN", 501, "5.5.4"),
        (b"RCPT TO:<b@c> ORCPT=b@c", 501, "5.5.4"),
        (b"RCPT TO:<b@c> ORCPT=rfc822;b+0a@c", 501, "5.5.4"),
        (b"RCPT TO:<b@c> ORCPT=rfc822;" + b"x" * 494, 501, "5.5.4"),
        (b"RCPT TO:<b@c> ORCPT=rfc822;" + b"x" * 493, 250, "2.1.5"),
        ("RCPT TO:<b@c> ORCPT=rfc822;\u00e9".encode(), 555, "5.5.4"),
        (b"RCPT TO:<b@c> FINE=1", 555, "5.5.4"),
        (b"RCPT TO:<nobody@c>", 550, "5.1.1"),
    ],
)
def test_recipients(line: bytes, code: int, status: str) -> None:
    talk = Talk().feed(HELLO + MAIL, line + b"\r\n")
    assert [(r.code, r.enhanced) for r in talk.replies[2:]] == [(code, status)]


def test_what_is_asked_of_reports_stands_in_the_envelope() -> None:
    """RFC 3461: kept as it came, recipient by recipient, for one transaction; HELO knows nothing of it."""
    talk = Talk().feed(HELLO, b"MAIL FROM:<a@b> ret=hdrs ENVID=Q+2B1\r\nRCPT TO:<nobody@c> NOTIFY=NEVER\r\n")
    talk.feed(b"RCPT TO:<x@c>\r\nRCPT TO:<y@c> ORCPT=rfc822;Y@old NOTIFY=success,DELAY\r\nDATA\r\n.\r\n")
    talk.feed(MAIL + RCPT + b"DATA\r\n.\r\n")
    first, second = talk.envelopes
    asked = (Asked(), Asked(("SUCCESS", "DELAY"), "rfc822;Y@old"))
    assert first == Envelope("a@b", ("x@c", "y@c"), Dsn("HDRS", "Q+2B1", asked))
    assert second == Envelope("a@example", ("b@example",))
    old = Talk().feed(b"HELO x\r\n", b"MAIL FROM:<a@b> RET=FULL\r\n", MAIL, b"RCPT TO:<x@c> NOTIFY=NEVER\r\n")
    assert old.codes == [250, 555, 250, 555]


def test_a_refused_recipient_does_not_open_data() -> None:
    assert Talk().feed(HELLO + MAIL + b"RCPT TO:<nobody@c>\r\nDATA\r\n").codes == [250, 250, 550, 503]


def test_too_many_recipients() -> None:
    talk = Talk(ServerRules(host="mx.example", max_recipients=2)).feed(HELLO + MAIL + RCPT * 3 + b"DATA\r\n.\r\n")
    assert talk.codes == [250, 250, 250, 250, 452, 354, 250]
    assert talk.messages[0].recipients == ("b@example", "b@example")
    assert talk.messages[0].content == b""


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"NOOP " + b"x" * 505 + b"\r\n", 250),
        (b"NOOP " + b"x" * 506 + b"\r\n", 500),
        (b"NOOP " + b"x" * 100_000 + b"\r\n", 500),
        (b"MAIL FROM:<a@b>" + b" " * 1007 + b"\r\n", 250),
        (b"MAIL FROM:<a@b>" + b" " * 1008 + b"\r\n", 500),
    ],
)
def test_long_lines_are_consumed_and_refused(line: bytes, code: int) -> None:
    for step in (1 << 20, 700, 3):
        pieces = [line[i : i + step] for i in range(0, len(line), step)]
        talk = Talk().feed(HELLO, *pieces).feed(b"NOOP\r\n")
        assert talk.codes == [250, code, 250]
        assert talk.replies[1].enhanced == ("5.5.6" if code == 500 else talk.replies[1].enhanced)


@pytest.mark.parametrize(("blanks", "code"), [(1009, 250), (1010, 500)])
def test_rcpt_has_room_for_its_parameters(blanks: int, code: int) -> None:
    assert Talk().feed(HELLO + MAIL, b"RCPT TO:<a@b>" + b" " * blanks + b"\r\n").codes == [250, 250, code]


@pytest.mark.parametrize(
    "line",
    [b"NOOP\n", b"\n", b"NO\rOP\r\n", b"NOOP\r\r\n", b"\r\r\n", b"x" * 5000 + b"\n", b"x" * 2000 + b"\r" + b"x\r\n"],
)
def test_bare_cr_or_lf_in_a_command_closes(line: bytes) -> None:
    for step in (1 << 20, 700, 1):
        talk = Talk().feed(HELLO, *[line[i : i + step] for i in range(0, len(line), step)], b"NOOP\r\n")
        assert talk.codes == [250, 500]
        assert talk.closed


def test_too_many_errors_close_and_an_accepted_message_forgives() -> None:
    rules = ServerRules(host="mx.example", max_errors=3)
    talk = Talk(rules).feed(HELLO + b"X\r\n" * 5)
    assert talk.codes == [250, 500, 500, 500, 421]
    assert talk.closed
    good = MAIL + RCPT + b"DATA\r\n.\r\n"
    talk = Talk(rules).feed(HELLO + b"X\r\n" * 3 + good + b"X\r\n" * 3 + b"NOOP\r\n")
    assert talk.codes[-4:] == [500, 500, 500, 250]
    assert not talk.closed


def test_message_over_the_limit_is_read_to_its_end_and_refused() -> None:
    talk = Talk(ServerRules(host="mx.example", max_size=20)).feed(HELLO + MAIL + RCPT)
    talk.feed(b"DATA\r\n", *[b"0123456789\r\n"] * 3, b".\r\nNOOP\r\n")
    assert talk.codes[3:] == [354, 552, 250]
    assert not talk.messages
    talk.feed(MAIL + RCPT + b"DATA\r\n" + b"x" * 18 + b"\r\n.\r\n")
    assert talk.codes[-1] == 250
    assert len(talk.messages[0].content) == 20


def test_without_info_vrfy_and_help_are_not_offered() -> None:
    talk = Talk(ServerRules(host="mx.example", info=False)).feed(b"VRFY x\r\nHELP\r\n")
    assert talk.codes == [502, 502]


def test_nothing_is_read_while_a_question_is_open() -> None:
    talk = Talk()
    machine = talk.machine
    machine.feed(HELLO + MAIL + RCPT + b"NOOP\r\n")
    while machine.next_event() is not None:
        pass
    assert machine.asking
    assert machine.pending == len(b"NOOP\r\n")
    machine.answer(Reply(451, "4.3.0", ("Later",)))
    talk.feed(b"")
    assert talk.codes == [451, 250]


def test_closing_from_our_side_ends_everything() -> None:
    talk = Talk(RULES).feed(HELLO + MAIL)
    talk.machine.close(Reply(421, "4.3.2", ("Shutting down",)), "drain")
    talk.feed(b"NOOP\r\n")
    assert talk.codes == [250, 250, 421]
    assert talk.closed
