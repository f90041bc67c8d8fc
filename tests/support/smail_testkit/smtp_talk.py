"""Drives a server machine without sockets: feeds bytes, answers every question, writes down what came out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import msgspec

from smail_runtime.mail.envelope import Envelope
from smail_runtime.mail.outcome import Reply
from smail_runtime.smtp import server_replies as say
from smail_runtime.smtp.events import AskData, AskMessage, AskRecipient, Body, Closed, Dropped, Say
from smail_runtime.smtp.server import ServerMachine, ServerRules

RULES = ServerRules(host="mx.example")


class Message(msgspec.Struct, frozen=True):
    """A message the machine handed over."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


class Talk:
    """One conversation and its record: reply codes in order, accepted messages, whether it was closed."""

    def __init__(self, rules: ServerRules = RULES) -> None:
        self.machine = ServerMachine(rules)
        self.replies: list[Reply] = []
        self.messages: list[Message] = []
        self.envelopes: list[Envelope] = []
        self.closed = False
        self._content = b""
        self._envelope = Envelope("", ())

    def feed(self, *chunks: bytes) -> Talk:
        """Feed chunks one after the other, answering at once."""
        for chunk in chunks:
            self.machine.feed(chunk)
            self._drain()
        return self

    @property
    def codes(self) -> list[int]:
        """Reply codes so far."""
        return [reply.code for reply in self.replies]

    def _drain(self) -> None:
        while (event := self.machine.next_event()) is not None:
            self._note(event)

    def _note(self, event: object) -> None:
        match event:
            case Say(reply):
                self.replies.append(reply)
            case AskRecipient(recipient):
                refused = recipient.startswith("nobody")
                self.machine.answer(Reply(550, "5.1.1", ("No such user",)) if refused else say.RECIPIENT_OK)
            case AskData(envelope):
                self._envelope, self._content = envelope, b""
                self.envelopes.append(envelope)
                self.machine.answer(say.GO_AHEAD)
            case Body(data):
                self._content += data
            case Dropped():
                self._content = b""
            case AskMessage(size):
                assert size == len(self._content)
                self.messages.append(Message(self._envelope.sender, self._envelope.recipients, self._content))
                self.machine.answer(Reply(250, "2.0.0", ("Queued",)))
            case Closed():
                self.closed = True


def every_split(data: bytes) -> Iterator[tuple[bytes, ...]]:
    """The data in two pieces, at every place, and byte by byte."""
    yield (data,)
    for place in range(1, len(data)):
        yield (data[:place], data[place:])
    yield tuple(data[i : i + 1] for i in range(len(data)))


def cut(data: bytes, places: Iterable[int]) -> tuple[bytes, ...]:
    """The data cut at the given places."""
    edges = [0, *sorted({place % (len(data) + 1) for place in places}), len(data)]
    return tuple(data[a:b] for a, b in itertools.pairwise(edges))
