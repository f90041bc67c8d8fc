"""The table of duplicates: each text is worked on once a message (reference semantics, section 11.1).

A local name counts apart for hosts that the `domains` of the directors tell apart; `docs/decisions/0008` says why.
"""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.table.director import Director


class Hits:
    """The texts that were met, each with the recipient under which it was."""

    def __init__(self, directors: tuple[Director, ...]) -> None:
        self._domains = tuple(frozenset(map(lower, one.domains)) for one in directors if one.domains)
        self._met: dict[tuple[str, tuple[bool, ...]], int] = {}

    def first(self, text: str, host: str, recipient: int) -> int | None:
        """The recipient under which a text was met before; None, and it is entered, if it is new.

        `host` is the host that a local name is at, empty for an address that still names its host.
        """
        key = lower(text), self._served(lower(host)) if host else ()
        if key in self._met:
            return self._met[key]
        self._met[key] = recipient
        return None

    def _served(self, host: str) -> tuple[bool, ...]:
        return tuple(host in domains for domains in self._domains)
