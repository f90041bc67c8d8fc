"""What each command in order does to the conversation; the table in `server_table` says when it is in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

import msgspec

from smail_runtime.mail.dsn import NOTHING_ASKED, PLAIN, Asked, Dsn
from smail_runtime.mail.envelope import Envelope
from smail_runtime.mail.outcome import Reply
from smail_runtime.smtp import server_replies as say
from smail_runtime.smtp.arguments import mail_arguments, rcpt_arguments, vrfy_argument
from smail_runtime.smtp.events import AskData, AskMessage, AskRecipient, Closed, Event, Hello, MailBegun, Say
from smail_runtime.smtp.parameters import MailParameters
from smail_runtime.smtp.server_table import State, Step

Question = AskRecipient | AskData | AskMessage


class ServerRules(msgspec.Struct, frozen=True):
    """What the machine enforces by itself. Sizes are bytes, 0 for no limit; `info` lets VRFY and HELP answer.

    More than `max_errors` refusals without an accepted message between them end the conversation.
    """

    host: str
    max_size: int = 0
    max_recipients: int = 1000
    max_errors: int = 20
    info: bool = True


class Conversation:
    """State of one conversation: where it stands, the open transaction, events to hand out, the open question."""

    __slots__ = (
        "asked", "errors", "events", "extended", "parameters", "question", "recipients", "rules", "sender", "state",
    )  # fmt: skip

    def __init__(self, rules: ServerRules) -> None:
        self.rules = rules
        self.state = State.CONNECTED
        self.events: deque[Event] = deque()
        self.question: Question | None = None
        self.sender = ""
        self.parameters = MailParameters()
        self.recipients: list[str] = []
        self.asked: list[Asked] = []
        self.errors = 0
        self.extended = False

    def say(self, reply: Reply) -> None:
        """Send a reply."""
        self.events.append(Say(reply))

    def ask(self, question: Question) -> None:
        """Stop until the question is answered."""
        self.question = question
        self.events.append(question)

    def refuse(self, reply: Reply) -> None:
        """Send a refusal, or end the conversation when there were too many or the refusal is a 421."""
        self.errors += 1
        if self.errors > self.rules.max_errors:
            self.end(say.TOO_MANY_ERRORS, "too many errors")
        elif reply.code == 421:
            self.end(reply, "refused")
        else:
            self.say(reply)

    def forget(self) -> None:
        """Back to no transaction."""
        self.sender, self.parameters, self.recipients, self.asked = "", MailParameters(), [], []
        self.state = State.READY

    def envelope(self) -> Envelope:
        """The open transaction."""
        ret, envid = self.parameters.ret, self.parameters.envid
        plain = not ret and not envid and all(one is NOTHING_ASKED for one in self.asked)
        dsn = PLAIN if plain else Dsn(ret, envid, tuple(self.asked))
        return Envelope(self.sender, tuple(self.recipients), dsn)

    def end(self, reply: Reply, reason: str) -> None:
        """Say a last word."""
        self.question = None
        self.state = State.CLOSED
        self.say(reply)
        self.events.append(Closed(reason))


def _hello(talk: Conversation, text: str, offers: tuple[str, ...], *, extended: bool) -> None:
    words = text.split()
    if not words:
        talk.refuse(say.NAME_MISSING)
        return
    talk.forget()
    talk.extended = extended
    talk.events.append(Hello(words[0][:255], extended))
    talk.say(say.greeting(talk.rules.host, offers))


def _helo(talk: Conversation, text: str) -> None:
    _hello(talk, text, (), extended=False)


def _ehlo(talk: Conversation, text: str) -> None:
    size = f"SIZE {talk.rules.max_size}" if talk.rules.max_size else "SIZE"
    _hello(talk, text, (size, "8BITMIME", "PIPELINING", "ENHANCEDSTATUSCODES", "DSN", "SMTPUTF8"), extended=True)


def _mail(talk: Conversation, text: str) -> None:
    found = mail_arguments(text, extended=talk.extended)
    if isinstance(found, Reply):
        talk.refuse(found)
    elif 0 < talk.rules.max_size < found.parameters.size:
        talk.refuse(say.TOO_BIG)
    else:
        talk.sender, talk.parameters, talk.state = found.sender, found.parameters, State.MAIL
        talk.events.append(MailBegun(found.sender, found.parameters.size, found.parameters.utf8))
        talk.say(say.SENDER_OK)


def _rcpt(talk: Conversation, text: str) -> None:
    found = rcpt_arguments(text, extended=talk.extended, utf8=talk.parameters.utf8)
    if isinstance(found, Reply):
        talk.refuse(found)
    elif len(talk.recipients) >= talk.rules.max_recipients:
        talk.say(say.TOO_MANY_RECIPIENTS)
    else:
        talk.ask(AskRecipient(found.recipient, found.asked))


def _data(talk: Conversation, text: str) -> None:
    if text.strip():
        talk.refuse(say.NO_ARGUMENT)
    else:
        talk.ask(AskData(talk.envelope()))


def _rset(talk: Conversation, text: str) -> None:
    if text.strip():
        talk.refuse(say.NO_ARGUMENT)
        return
    if talk.state is not State.CONNECTED:
        talk.forget()
    talk.say(say.RESET)


def _noop(talk: Conversation, text: str) -> None:
    talk.say(say.NOOP)


def _quit(talk: Conversation, text: str) -> None:
    talk.end(say.GOODBYE, "quit")


def _vrfy(talk: Conversation, text: str) -> None:
    found = vrfy_argument(text) if talk.rules.info else say.NOT_OFFERED
    if isinstance(found, Reply):
        talk.refuse(found)
    else:
        talk.say(say.CANNOT_VERIFY)


def _help(talk: Conversation, text: str) -> None:
    if talk.rules.info:
        talk.say(say.HELP)
    else:
        talk.refuse(say.NOT_OFFERED)


STEPS: Mapping[Step, Callable[[Conversation, str], None]] = {
    Step.HELO: _helo,
    Step.EHLO: _ehlo,
    Step.MAIL: _mail,
    Step.RCPT: _rcpt,
    Step.DATA: _data,
    Step.RSET: _rset,
    Step.NOOP: _noop,
    Step.QUIT: _quit,
    Step.VRFY: _vrfy,
    Step.HELP: _help,
}
