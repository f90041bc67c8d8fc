"""The SMTP server machine: bytes in, events out, after the manner of h11. No socket, no clock, no policy.

The session feeds bytes with `feed` and calls `next_event` until it gives None. An event whose name begins with `Ask`
is a question: until `answer` is called, nothing more is read, so replies keep the order of the commands.
"""

from __future__ import annotations

from smail_runtime.mail.outcome import Reply
from smail_runtime.smtp import server_replies as say
from smail_runtime.smtp.body import BodyScanner, Verdict
from smail_runtime.smtp.events import AskData, AskMessage, AskRecipient, Body, Dropped, Event
from smail_runtime.smtp.lines import Cut, LineCutter
from smail_runtime.smtp.server_steps import STEPS, Conversation, ServerRules
from smail_runtime.smtp.server_table import TABLE, VERBS, State, Verb


class ServerMachine:
    """One SMTP conversation, seen from the server. No input makes it raise."""

    __slots__ = ("_dropping", "_lines", "_scanner", "_size", "_talk")

    def __init__(self, rules: ServerRules) -> None:
        self._talk = Conversation(rules)
        self._lines = LineCutter()
        self._scanner: BodyScanner | None = None
        self._dropping = False
        self._size = 0

    @property
    def state(self) -> State:
        """Where the conversation stands."""
        return self._talk.state

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self._talk.question is not None

    @property
    def pending(self) -> int:
        """Bytes fed and not yet read."""
        return self._lines.pending

    @property
    def idle(self) -> bool:
        """Whether no transaction is open."""
        return not self.asking and self.state in (State.CONNECTED, State.READY, State.CLOSED)

    def feed(self, data: bytes) -> None:
        """Bytes from the peer; after the end of the conversation they are ignored."""
        if self._talk.state is not State.CLOSED:
            self._lines.feed(data)

    def next_event(self) -> Event | None:
        """The next event; None when more bytes or an answer are needed, or all is over."""
        talk = self._talk
        while not talk.events:
            if talk.question is not None or talk.state is State.CLOSED or not self._advance():
                return None
        return talk.events.popleft()

    def close(self, reply: Reply, reason: str) -> None:
        """End the conversation from this side: the reply (a 421), then nothing."""
        if self._talk.state is not State.CLOSED:
            self._talk.end(reply, reason)

    def answer(self, reply: Reply) -> None:
        """Answer the open question. Raises RuntimeError when there is none."""
        question, self._talk.question = self._talk.question, None
        if isinstance(question, AskMessage):
            self._message_answered(reply)
        elif isinstance(question, AskData):
            self._data_answered(reply)
        elif isinstance(question, AskRecipient):
            self._recipient_answered(question, reply)
        else:
            raise RuntimeError("no question is open")

    def _recipient_answered(self, question: AskRecipient, reply: Reply) -> None:
        if reply.code // 100 != 2:
            self._talk.refuse(reply)
            return
        self._talk.recipients.append(question.recipient)
        self._talk.asked.append(question.asked)
        self._talk.state = State.RCPT
        self._talk.say(reply)

    def _data_answered(self, reply: Reply) -> None:
        if reply.code != 354:
            self._talk.refuse(reply)
            return
        self._scanner = BodyScanner()
        self._dropping, self._size = False, 0
        self._talk.state = State.DATA
        self._talk.say(reply)

    def _message_answered(self, reply: Reply) -> None:
        self._talk.forget()
        if reply.code // 100 == 2:
            self._talk.errors = 0
            self._talk.say(reply)
        else:
            self._talk.refuse(reply)

    def _advance(self) -> bool:
        """Read one command or one piece of a message; False when the bytes do not suffice."""
        if self._scanner is not None:
            return self._read_body(self._scanner)
        line = self._lines.next_line()
        if line is Cut.MORE:
            return False
        if line is Cut.BARE:
            self._talk.end(say.BARE_IN_COMMAND, "bare CR or LF in a command")
        elif line is Cut.TOO_LONG:
            self._talk.refuse(say.TOO_LONG)
        elif isinstance(line, bytes):
            self._command(line)
        return True

    def _command(self, line: bytes) -> None:
        word, _, rest = line.partition(b" ")
        text = _text(rest, word.upper())
        if not word.isascii() or b"\0" in line or text is None:
            self._talk.refuse(say.BAD_CHARACTERS)
            return
        step = TABLE[self._talk.state][VERBS.get(word.upper(), Verb.OTHER)]
        if isinstance(step, Reply):
            self._talk.refuse(step)
        else:
            STEPS[step](self._talk, text)

    def _read_body(self, scanner: BodyScanner) -> bool:
        data = self._lines.take_all()
        if not data:
            return False
        verdict, content = scanner.push(data)
        if verdict is Verdict.BAD:
            self._scanner = None
            self._talk.events.append(Dropped(verdict.value))
            self._talk.end(say.BARE_IN_DATA, "bare CR, bare LF or NUL in a message")
            return True
        self._content(content)
        if verdict is Verdict.END:
            self._scanner = None
            self._lines.feed(scanner.rest)
            self._body_ended()
        return True

    def _content(self, content: bytes) -> None:
        self._size += len(content)
        if self._dropping or not content:
            return
        if 0 < self._talk.rules.max_size < self._size:
            self._dropping = True
            self._talk.events.append(Dropped("message too big"))
        else:
            self._talk.events.append(Body(content))

    def _body_ended(self) -> None:
        if self._dropping:
            self._talk.forget()
            self._talk.refuse(say.TOO_BIG)
        else:
            self._talk.ask(AskMessage(self._size))


def _text(rest: bytes, word: bytes) -> str | None:
    """What stands behind the word of a command: UTF-8 where it is an address, else ASCII; None if it is not."""
    try:
        return rest.decode("utf-8" if word in (b"MAIL", b"RCPT", b"VRFY") else "ascii")
    except UnicodeDecodeError:
        return None


__all__ = ["ServerMachine", "ServerRules"]
