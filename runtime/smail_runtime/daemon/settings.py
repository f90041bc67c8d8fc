"""What the command line says to the daemon."""

from __future__ import annotations

from pathlib import Path

import msgspec

from smail_runtime.policy.relay import LOOPBACK, Network

#: Four hours: long enough for hosts that are down for a while or put unknown senders off, short enough to help.
DELAY_NOTICE = 4 * 3600.0


class Settings(msgspec.Struct, frozen=True):
    """Settings of one run. `drain` is in seconds: how long TERM waits for open transactions and deliveries.

    `delay_notice` is after how many seconds a sender hears that mail still waits, 0 for never.
    """

    table: Path
    listen: tuple[tuple[str, int], ...]
    spool: Path
    user: str | None = None
    world: Path | None = None
    log_format: str = "text"
    log_file: str | None = None
    relay_from: tuple[Network, ...] = LOOPBACK
    nameserver: tuple[str, int] | None = None
    drain: float = 30.0
    delay_notice: float = DELAY_NOTICE
