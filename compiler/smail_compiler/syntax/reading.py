"""Entry by entry through a file, each on its own, so that a mistake in one never harms the next."""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec

from smail_compiler.syntax.complaints import cut_string, nul_character
from smail_compiler.syntax.entries import Entry, join, split_entries
from smail_compiler.text.diagnostic import Diagnostic, has_errors
from smail_compiler.text.source import SourceFile

NodeT = TypeVar("NodeT")
Read = tuple[list[NodeT], list[Diagnostic]]

_LONGEST_CUT = 8
_CUT = ("unexpected-end", "unterminated-quote")
_ENTRY_HEAD = re.compile(r"[^ \t\n:\"=]++[ \t]*+:[ \t\n]")


def read_entries(
    source: SourceFile, read: Callable[[Entry], Read[NodeT]], *, start: int = 0, heads: bool = False
) -> Iterator[tuple[list[NodeT], list[Diagnostic], int]]:
    """Nodes, findings and end of each entry, from an offset on.

    Each is read on its own, except that a quoted value cut by column 1 is read together with its rest. `heads` tells
    that a line like `name: ` always begins an entry, since quotes and words may touch in such a file.
    """
    entries = split_entries(source, start)
    ahead: deque[Entry] = deque()
    while (entry := ahead.popleft() if ahead else next(entries, None)) is not None:
        nodes, found = _one(entry, read)
        cut = next((one for one in found if one.category in _CUT), None) if found else None
        if cut is not None:
            ahead.extend(itertools.islice(entries, max(0, _LONGEST_CUT - len(ahead))))
            rest = tuple(itertools.takewhile(lambda one: not (heads and _ENTRY_HEAD.match(one.text)), ahead))
            mended, taken = _mended(entry, rest, read, cut)
            nodes, found = mended or (nodes, found)
            for _ in range(taken):
                entry = ahead.popleft()
        yield nodes, found, entry.end


def _one(entry: Entry, read: Callable[[Entry], Read[NodeT]]) -> Read[NodeT]:
    """One entry, which ends at a NUL byte if there is one."""
    nul = entry.text.find("\0")
    if nul < 0:
        return read(entry)
    nodes, found = read(msgspec.structs.replace(entry, text=entry.text[:nul])) if nul else ([], [])
    return nodes, [nul_character(entry, nul), *found]


def _mended(
    entry: Entry, ahead: Sequence[Entry], read: Callable[[Entry], Read[NodeT]], cut: Diagnostic
) -> tuple[Read[NodeT] | None, int]:
    """An unterminated string again, together with the entries that follow at once: sound if column 1 cut it.

    Gives the reading of the whole, None when it is no better, and how many entries it took.
    """
    whole = entry
    for taken, rest in enumerate(ahead, 1):
        if rest.start != whole.end:
            break
        whole = join(whole, rest)
        nodes, found = _one(whole, read)
        if not has_errors(found):
            opening = cut.labels[0].at if cut.labels else cut.at
            return (nodes, [cut_string(ahead[0], opening)]), taken
    return None, 0
