"""Repairs applied to the text of files.

A repair is taken whole or not at all, and never together with one that touches the same bytes: what is left over is
found again by the next run.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Edit
from smail_compiler.text.source import SourceFile, bytes_of


class Repaired(msgspec.Struct, frozen=True):
    """A file with the bytes it gets, and how many repairs made them."""

    source: SourceFile
    data: bytes
    repairs: int


def repaired(found: Iterable[Diagnostic], safety: str = "safe") -> list[Repaired]:
    """The files that the repairs of this safety change, by path; findings in front win over those behind."""
    taken: dict[int, list[Edit]] = {}
    counts: dict[int, int] = {}
    for one in found:
        if one.fix is None or one.fix.safety != safety or any(_clashes(edit, taken) for edit in one.fix.edits):
            continue
        for edit in one.fix.edits:
            taken.setdefault(id(edit.at.source), []).append(edit)
        for touched in {id(edit.at.source) for edit in one.fix.edits}:
            counts[touched] = counts.get(touched, 0) + 1
    files = [Repaired(edits[0].at.source, applied(edits), counts[key]) for key, edits in taken.items()]
    return sorted(files, key=lambda file: file.source.path)


def applied(edits: Iterable[Edit]) -> bytes:
    """The bytes of a file after edits that do not touch each other; there must be at least one."""
    ordered = sorted(edits, key=lambda edit: edit.at.start)
    data, pieces, at = ordered[0].at.source.data, [], 0
    for edit in ordered:
        pieces += [data[at : edit.at.start], bytes_of(edit.text)]
        at = edit.at.end
    return b"".join([*pieces, data[at:]])


def _clashes(edit: Edit, taken: dict[int, list[Edit]]) -> bool:
    others = taken.get(id(edit.at.source), [])
    return any(edit.at.start <= other.at.end and other.at.start <= edit.at.end for other in others)
