"""The two waits of tcpsmtp transports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smail_compiler.ir.program import Entry
from smail_lint.facts.transports import number, written


def inverted_timeouts(transports: Iterable[Entry]) -> Iterator[Entry]:
    """The transports whose two waits, both being there, are the wrong way round."""
    for entry, _ in written(transports, "tcpsmtp"):
        short, long = (number(entry, name, private=True) for name in ("short_timeout", "long_timeout"))
        if 0 < long < short:
            yield entry
