"""The queue in words, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_runtime.mail import headers
from smail_runtime.mail.text import printable
from smail_runtime.mail.wording import counted
from smail_runtime.queue import ids
from smail_runtime.queue.admin import ListedMessage, ListedRecipient
from smail_runtime.queue.message import QueuedMessage
from smail_runtime.queue.reader import Damaged

_UNITS = ((86400, "d"), (3600, "h"), (60, "m"))


def numbers_of(queue_ids: Sequence[str]) -> tuple[list[int], str | None]:
    """The numbers of queue ids, and the first text that is none."""
    numbers: list[int] = []
    for text in queue_ids:
        number = ids.decode(text)
        if number is None:
            return numbers, text
        numbers.append(number)
    return numbers, None


def listing(found: Sequence[ListedMessage], now: float) -> Iterator[str]:
    """A few lines for each message, and the sum."""
    for message in found:
        yield from _message(message, now)
    yield messages(len(found)) if found else "the queue is empty"


def messages(many: int) -> str:
    """A number of messages in words."""
    return counted(many, "message")


def one_message(message: ListedMessage, loaded: QueuedMessage | Damaged | None, now: float) -> Iterator[str]:
    """Everything about one message that is worth reading."""
    yield from _message(message, now)
    if isinstance(loaded, Damaged):
        yield f"  damaged: {loaded.reason}"
    elif loaded is not None:
        for entry in loaded.deliveries:
            delivery = entry.delivery
            where = f" at {printable(delivery.host)}" if delivery.host else ""
            yield f"  {entry.state.value}: {delivery.transport} to {printable(delivery.address)}{where}"
        for field in headers.fields(headers.split(loaded.body)[0]):
            line = field.raw.replace(b"\r\n", b" ").strip()
            yield f"  | {printable(line)}"


def _message(message: ListedMessage, now: float) -> Iterator[str]:
    sender = printable(message.sender) or "<>"
    yield f"{message.id}  {message.size} bytes, {_span(now - message.received)} old, from {sender}"
    if message.held is not None:
        yield f"  held: {printable(message.held)}"
    for recipient in message.recipients:
        yield from _recipient(recipient, now)


def _recipient(recipient: ListedRecipient, now: float) -> Iterator[str]:
    ahead = recipient.next_attempt
    when = "" if ahead is None else ", now" if ahead <= now else f", again in {_span(ahead - now)}"
    yield f"  {recipient.state}{when}: {printable(recipient.address)}"
    if recipient.last_error is not None:
        yield f"    {printable(recipient.last_error)}"


def _span(seconds: float) -> str:
    """A duration in its largest unit."""
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{int(seconds // size)}{unit}"
    return f"{max(int(seconds), 0)}s"
