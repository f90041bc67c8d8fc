"""What was found out about the text of a long file, kept for runs in which it is the same."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from smail_compiler.text.keeper import Keeper
from smail_compiler.text.source import SourceFile

LONG = 1 << 18
"""Bytes of text from which on reading what was kept takes less time than finding it anew."""

Columns = list[list[bytes]]


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    digest: bytes
    columns: Columns


class Kept:
    """The place of what is known of one file."""

    def __init__(self, keeper: Keeper, name: str) -> None:
        self._keeper = keeper
        self._name = name

    def columns(self, source: SourceFile, number: int, find: Callable[[], Columns]) -> Columns:
        """What `find` gives, or gave for the same text; of another number than that it is found anew."""
        if len(source.data) < LONG:
            return find()
        known = self._known(source)
        if known is not None and len(known) == number:
            return known
        found = find()
        self._keeper.put(self._name, msgspec.msgpack.encode(_Kept(source.digest, found)))
        return found

    def _known(self, source: SourceFile) -> Columns | None:
        try:
            kept = msgspec.msgpack.decode(self._keeper.get(self._name) or b"", type=_Kept)
        except (msgspec.MsgspecError, ValueError):
            return None
        return kept.columns if kept.digest == source.digest else None
