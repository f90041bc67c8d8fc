"""Method files of routers: which rows there are, and which grades one covers (reference semantics, section 14)."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator

from smail_compiler.ir.program import Entry, MethodRule, Site
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


def given_grades(site: Site) -> frozenset[str] | None:
    """The grades that mail may have, by `grades` and `spool_grade`; None when the list is not understood.

    The search in the list takes the letters of grades for words, too (reference semantics, section 18), so a message
    may have the first letter of the word behind one.
    """
    written, usual = site.variable("grades"), site.variable("spool_grade")
    items = written.split(":") if isinstance(written, str) else []
    if len(items) % 2 or not isinstance(usual, str):
        return None
    return frozenset((usual, *items[1::2], *(one[:1] for one in items[2::2])))
