"""Repairs applied to the text of files.

A repair is taken whole or not at all, and never together with one that touches the same bytes: what is left over is
found again in the next round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Edit
from smail_compiler.text.source import SourceFile, Span, bytes_of


class Repaired(msgspec.Struct, frozen=True):
    """A file with the bytes it gets, and how many repairs made them."""

    source: SourceFile
    data: bytes
    repairs: int


def apart(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings whose repairs do not touch each other; those in front win over those behind."""
    taken: dict[str, list[Edit]] = {}
    chosen: list[Diagnostic] = []
    for one in found:
        edits = one.fix.edits if one.fix is not None else ()
        if edits and not any(_clashes(edit, taken) for edit in edits):
            chosen.append(one)
            for edit in edits:
                taken.setdefault(edit.at.source.path, []).append(edit)
    return chosen


def texts(edits: Iterable[Edit]) -> Mapping[str, bytes]:
    """The bytes of each file after edits that do not touch each other, by its path."""
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.at.source.path, []).append(edit)
    return {path: applied(own) for path, own in by_file.items()}


def applied(edits: Iterable[Edit]) -> bytes:
    """The bytes of a file after edits that do not touch each other; there must be at least one."""
    ordered = sorted(edits, key=lambda edit: edit.at.start)
    data, pieces, at = ordered[0].at.source.data, [], 0
    for edit in ordered:
        pieces += [data[at : edit.at.start], bytes_of(edit.text)]
        at = edit.at.end
    return b"".join([*pieces, data[at:]])


def moved(place: Span, edits: Iterable[Edit]) -> tuple[int, int]:
    """Where a place of a file is found after edits elsewhere in it: its start and end."""
    own = [edit for edit in edits if edit.at.source.path == place.source.path and edit.at.end <= place.start]
    shift = sum(len(bytes_of(edit.text)) - (edit.at.end - edit.at.start) for edit in own)
    return place.start + shift, place.end + shift


def _clashes(edit: Edit, taken: Mapping[str, list[Edit]]) -> bool:
    others = taken.get(edit.at.source.path, [])
    return any(edit.at.start <= other.at.end and other.at.start <= edit.at.end for other in others)
