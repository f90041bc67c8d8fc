"""The proof of a repair: the program after it is the one before, but for what the repair is there to change.

A repair of text that is sound may change the settings that its rule declares, in the entry that it touches, and
nothing else. A repair of an entry that could not be understood may change that entry alone; that it is the only one
that makes sense is shown by its rivals (see `rivals`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from smail_compiler.ir.program import Entry, Site
from smail_compiler.text.diagnostic import Diagnostic, Edit
from smail_compiler.text.source import Span
from smail_lint.fix.program import Part, differences, labelled, tables

_SEPARATORS = (",", ";")


class Repair(msgspec.Struct, frozen=True):
    """A finding with a repair that is to be proved, and the settings that may change by it."""

    finding: Diagnostic
    changes: tuple[str, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of its repair."""
        return self.finding.fix.edits if self.finding.fix is not None else ()

    @property
    def mends(self) -> bool:
        """Whether the text has a mistake of form or type, so that no program stood there before."""
        return self.finding.category is not None


def unexplained(before: Site, after: Site, repairs: Sequence[Repair], below: str = "") -> frozenset[Part]:
    """What is different after repairs although none of them may change it.

    `below` is what findings have in front of the paths that the site itself gives its files.
    """
    allowed = [(one, touched(before, one.edits, below)) for one in repairs]
    mended = {(part.table, part.entry) for one, parts in allowed if one.mends for part in parts if part.entry}
    return frozenset(
        part
        for part in differences(before, after)
        if not any(_explains(one, parts, part) for one, parts in allowed)
        and not _follows(part, mended, before, after)
    )


def touched(site: Site, edits: Iterable[Edit], below: str = "") -> frozenset[Part]:
    """The entries and variables in which the edits lie."""
    places = [(edit.at.source.path, edit.at.start, edit.at.end) for edit in edits]

    def holds(span: Span | None) -> bool:
        return span is not None and any(
            path == below + span.source.path and span.start <= end and start <= span.end
            for path, start, end in places
        )

    entries = {
        Part(table, label)
        for table, rows in tables(site).items()
        for label, entry in labelled(rows)
        if holds(_whole(entry))
    }
    variables = {Part("config", "", name) for name, setting in site.variables.items() if holds(setting.at)}
    return frozenset(entries | variables)


def rivals(repair: Repair) -> Iterator[tuple[Edit, ...]]:
    """Other repairs that the same place could have had: the other separator in the place of the one put in."""
    for at, edit in enumerate(repair.edits):
        if repair.mends and edit.text in _SEPARATORS:
            for other in _SEPARATORS:
                if other != edit.text:
                    swapped = msgspec.structs.replace(edit, text=other)
                    yield (*repair.edits[:at], swapped, *repair.edits[at + 1 :])


def _whole(entry: Entry) -> Span | None:
    """From the name to the end of an entry."""
    return entry.span if entry.span is not None else entry.at


def _explains(repair: Repair, parts: frozenset[Part], part: Part) -> bool:
    """Whether a repair is allowed to change a part."""
    here = part in parts or Part(part.table, part.entry) in parts
    return here and (repair.mends or part.setting in repair.changes)


def _follows(part: Part, mended: set[tuple[str, str]], before: Site, after: Site) -> bool:
    """Whether a difference follows from an entry that is understood now: data that it reads, names that are known."""
    if not mended:
        return False
    if part.table == "aliases" or part.table == "routes":
        return (("directors" if part.table == "aliases" else "routers"), part.entry) in mended
    if part.table == "lists":
        return part.entry not in {file.path for file in before.lists}
    return part.table == "incomplete" and after.incomplete <= before.incomplete
