"""The run before this one: when nothing has changed since, it says all that there is to be said.

What a run depends on are its options, the program, the files and folders that it saw, the day if remarks end on one,
and the table. If all of that is as it was, no input is read and nothing is written.
"""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from smail_compiler.semantics.keeping import directory, keep, kept
from smail_compiler.semantics.witness import Witness, confirmed
from smail_lint.adoption.question_key import program

MOST = 8
"""So many screens are remembered."""

_FILES = ("config", "directors", "routers", "transports", "retry", "qualify")


class Screen(msgspec.Struct, frozen=True, array_like=True):
    """What the form of findings depends on."""

    quiet: bool
    width: int
    colour: bool


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """The findings as they were put on a screen."""

    on: Screen
    text: bytes


class Outcome(msgspec.Struct, frozen=True, array_like=True):
    """What a run depended on and what it said; `table` is the digest of what it wrote, empty when it refused to.

    `day` is empty unless the day decided something.
    """

    asked: bytes
    seen: Witness
    day: str
    table: str
    shown: tuple[Shown, ...]

    def text(self, screen: Screen) -> bytes | None:
        """What was shown on such a screen; None when no run had one."""
        return next((one.text for one in self.shown if one.on == screen), None)


class Earlier:
    """The place in the cache for one site and one table."""

    def __init__(self, path: Path, site: str, table: Path, dialect: str | None) -> None:
        self._path = path
        self._site = site
        self._table = table
        self._asked = _digest(program(), site, dialect or "")

    def unchanged(self, screen: Screen) -> Outcome | None:
        """The outcome of the last run, if one today would be the same."""
        before = self._kept()
        if before is None or before.text(screen) is None or before.day not in ("", today()):
            return None
        if not any(Path(self._site, name).exists() for name in _FILES) or not self._holds(before.table):
            return None
        now = confirmed(before.seen)
        if now is None:
            return None
        if now != before.seen:
            keep(self._path, msgspec.msgpack.encode(msgspec.structs.replace(before, seen=now)))
        return before

    def keep(self, seen: Witness, table: str, shown: Shown, *, dated: bool) -> None:
        """Keep what a run saw, wrote and showed."""
        outcome = Outcome(self._asked, seen, today() if dated else "", table, (shown,))
        before = self._kept()
        if before is not None and _is_same(before, outcome):
            others = [one for one in before.shown if one.on != shown.on]
            outcome = msgspec.structs.replace(outcome, shown=(shown, *others)[:MOST])
        keep(self._path, msgspec.msgpack.encode(outcome))

    def _kept(self) -> Outcome | None:
        try:
            data = kept(self._path)
            found = None if data is None else msgspec.msgpack.decode(data, type=Outcome)
        except (ValueError, msgspec.MsgspecError):
            return None
        return found if found is not None and found.asked == self._asked else None

    def _holds(self, digest: str) -> bool:
        """Whether the table is there as it was written."""
        from smail_runtime.table import TableError, open_table

        if not digest:
            return True
        try:
            with open_table(self._table) as table:
                table.verify()
                return table.digest == digest
        except TableError:
            return False


def earlier(site: tuple[str, str], table: Path, dialect: str | None) -> Earlier | None:
    """The place for the site of that directory and config file, and for that table; None when there is no cache."""
    place = directory()
    try:
        whole = os.path.realpath(table.parent), table.name
        name = _digest(*site, *whole).hex()
        return None if place is None else Earlier(place / name, site[0], table, dialect)
    except (OSError, ValueError):
        return None


def today() -> str:
    """The day by which remarks are judged."""
    return datetime.now(UTC).date().isoformat()


def _is_same(one: Outcome, two: Outcome) -> bool:
    return (one.asked, one.day, one.table) == (two.asked, two.day, two.table) and one.seen.is_like(two.seen)


def _digest(*parts: str | bytes) -> bytes:
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = os.fsencode(part)
        whole.update(b"%d " % len(data) + data)
    return whole.digest()
