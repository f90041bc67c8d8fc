"""How many conversations are held at once, in all and with one client."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.outcome import Reply

BUSY = Reply(421, "4.3.2", ("Too many connections, try again later",))
BUSY_WITH_YOU = Reply(421, "4.7.0", ("Too many connections from your address, try again later",))


class ConnectionLimits(msgspec.Struct, frozen=True):
    """Most open connections; 0 is no limit."""

    total: int = 0
    per_client: int = 0


def refused(limits: ConnectionLimits, total: int, from_client: int) -> Reply | None:
    """The refusal for a new connection, given those already open; None lets it in."""
    if 0 < limits.total <= total:
        return BUSY
    if 0 < limits.per_client <= from_client:
        return BUSY_WITH_YOU
    return None
