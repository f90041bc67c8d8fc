"""Which deliveries share one call of a transport (reference semantics, section 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smail_runtime.daemon.expansion import Key
from smail_runtime.queue.message import DeliveryEntry
from smail_runtime.routing.resolution import Delivery
from smail_runtime.table.transport import TcpSmtpDriver, Transport

#: What an address adds to the length of a command line beside its own characters.
_CHARS_EACH = 3


def group(
    ready: Iterable[Key], entries: Mapping[Key, DeliveryEntry], transports: Mapping[str, Transport]
) -> list[list[Key]]:
    """Keys in calls. Unlike the original, deliveries for different accounts never share one.

    Over SMTP nothing is done as an account, so there they do.
    """
    calls: list[list[Key]] = []
    for key in sorted(ready, key=lambda key: _order(entries[key].delivery, transports)):
        delivery = entries[key].delivery
        if calls and _joins(delivery, [entries[other].delivery for other in calls[-1]], transports):
            calls[-1].append(key)
        else:
            calls.append([key])
    return calls


def _order(delivery: Delivery, transports: Mapping[str, Transport]) -> tuple[str, ...]:
    transport = transports.get(delivery.transport)
    account = "" if transport is not None and isinstance(transport.driver, TcpSmtpDriver) else delivery.user or ""
    return (delivery.transport, (delivery.host or "").lower(), _owner(delivery), account)


def _owner(delivery: Delivery) -> str:
    return delivery.owners[0] if delivery.owners else ""


def _joins(delivery: Delivery, call: list[Delivery], transports: Mapping[str, Transport]) -> bool:
    first = call[0]
    transport = transports.get(delivery.transport)
    if transport is None or _order(delivery, transports) != _order(first, transports):
        return False
    chars = sum(len(other.address) + _CHARS_EACH for other in (*call, delivery))
    full = 0 < transport.max_addrs <= len(call) or 0 < transport.max_chars < chars
    return not full
