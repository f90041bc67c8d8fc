"""Method files of routers: which rows there are, and which grades one covers (reference semantics, section 14)."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator

from smail_compiler.ir.program import Entry, MethodRule
from smail_compiler.text.source import SourceFile

GRADES = frozenset(string.ascii_letters + string.digits)


def method_files(routers: Iterable[Entry]) -> Iterator[tuple[Entry, tuple[MethodRule, ...]]]:
    """The rows of each method file, with the first router that names it."""
    seen: list[SourceFile] = []
    for entry in routers:
        if entry.methods and not any(one is entry.methods[0].at.source for one in seen):
            seen.append(entry.methods[0].at.source)
            yield entry, entry.methods


def grades(row: MethodRule) -> frozenset[str]:
    """The grades of a row: all, or those between its bounds, of which an empty one is open."""
    if row.low is None or row.high is None:
        return GRADES
    return frozenset(one for one in GRADES if (not row.low or one >= row.low) and (not row.high or one <= row.high))
