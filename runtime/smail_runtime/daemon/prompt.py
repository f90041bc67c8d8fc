"""Resolving in the event loop, for addresses whose way needs no waiting: compiled aliases, a smart host.

A thread for each address costs more than such an address itself. So the resolver runs at once, in a world that
answers nothing; when it has a question for the machine, or much to do, it stops, and the caller turns to a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.resolution import Resolution
from smail_runtime.routing.resolve import resolve
from smail_runtime.routing.world import World
from smail_runtime.table.base import Place
from smail_runtime.table.pattern import PatternEntry
from smail_runtime.table.program import Program

#: Recipients, look-ups and bytes of looked-up values up to which resolving is short enough for the event loop.
RECIPIENTS, LOOKUPS, BYTES = 8, 32, 4096
#: After one attempt in vain so many addresses are not tried: most sites are of one kind.
PAUSE = 15


class _WouldWaitError(Exception):
    """The answer needs a question to the machine, or too much work."""


class PromptResolver:
    """Remembers whether trying was of use lately."""

    def __init__(self) -> None:
        self._pause = 0

    def resolve(
        self, data: RoutingData, recipients: Sequence[str], facts: MessageFacts, world: World
    ) -> tuple[Resolution, ...] | None:
        """As `resolve`, without ever blocking; None when that is not possible."""
        if self._pause:
            self._pause -= 1
            return None
        if len(recipients) > RECIPIENTS:
            return None
        try:
            return resolve(_Sparing(data), recipients, facts, _Silent(world.host_name()))
        except _WouldWaitError:
            self._pause = PAUSE
            return None


class _Silent:
    """A world of which nothing but its own name is known."""

    def __init__(self, name: str) -> None:
        self._name = name

    def login(self, name: str) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def login_by_uid(self, uid: int) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def group_id(self, name: str) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def read(self, path: str, limit: int) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def mx(self, name: str) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def addresses(self, name: str) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def aliases(self, name: str, kind: str) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def texts(self, name: str) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def is_own(self, address: str) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def run(self, arguments: tuple[str, ...], statfile: str | None) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def name_of(self, address: str) -> NoReturn:
        """No answer."""
        raise _WouldWaitError

    def host_name(self) -> str:
        """The machine's own host name."""
        return self._name


class _Sparing:
    """A table of which only so much may be looked up."""

    def __init__(self, data: RoutingData) -> None:
        self._data = data
        self._lookups, self._bytes = LOOKUPS, BYTES

    @property
    def program(self) -> Program:
        """The typed program."""
        return self._data.program

    def lookup(self, section: str, key: bytes) -> bytes | None:
        """The value of a key."""
        value = self._data.lookup(section, key)
        self._lookups -= 1
        self._bytes -= len(value or b"")
        if self._lookups < 0 or self._bytes < 0:
            raise _WouldWaitError
        return value

    def line(self, section: str, key: bytes) -> int | None:
        """The line of the source on which a key stands."""
        return self._data.line(section, key)

    def patterns(self, section: str) -> tuple[PatternEntry, ...]:
        """The entries of a section whose keys are patterns."""
        return self._data.patterns(section)

    def place(self, at: Place) -> tuple[str, int]:
        """File name and line of a place."""
        return self._data.place(at)
