"""One version of the routing table, with everything that sessions derive from it."""

from __future__ import annotations

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Reply
from smail_runtime.mail.text import printable
from smail_runtime.net.service import Timeouts
from smail_runtime.policy.limits import ConnectionLimits
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.expand import Value, expand, message_scope
from smail_runtime.routing.names import names_of
from smail_runtime.routing.world import World
from smail_runtime.smtp.server import ServerRules

PER_CLIENT = 50
"""Connections of one client at a time, unless it may relay."""
REMEMBERED = 10_000
"""Recipients whose check is remembered."""


class Edition:
    """A table in force. Transactions keep the edition they began with."""

    def __init__(self, data: RoutingData, world: World) -> None:
        self.data = data
        self.world = world
        self.variables = data.program.variables
        self.names = names_of(self.variables, world)
        self.rules = ServerRules(
            self.names.primary, max_size=max(self.variables.max_message_size, 0), info=self.variables.smtp_info
        )
        self.times = Timeouts(self.variables.smtp_command_timeout, self.variables.smtp_message_timeout)
        self.limits = ConnectionLimits(self.variables.smtp_accept_max, PER_CLIENT)
        self._checked: dict[str, tuple[Reply, float]] = {}

    def banner(self) -> Reply:
        """The greeting by `smtp_banner`; one that has no value is replaced by the host's name (section 8.8)."""
        value = expand(self.variables.smtp_banner, message_scope(self.data, MessageFacts(), self.world))
        text = value.text if isinstance(value, Value) else f"{self.names.primary} ESMTP"
        lines = tuple(printable(line)[:400] for line in text.splitlines() if line.strip())
        return Reply(220, "", lines or (self.names.primary,))

    def remembered(self, recipient: str, now: float) -> Reply | None:
        """The answer given to this recipient lately."""
        found = self._checked.get(recipient)
        return found[0] if found is not None and now < found[1] else None

    def remember(self, recipient: str, reply: Reply, until: float) -> None:
        """Keep an answer for a while."""
        if len(self._checked) >= REMEMBERED:
            self._checked.clear()
        self._checked[recipient] = (reply, until)
