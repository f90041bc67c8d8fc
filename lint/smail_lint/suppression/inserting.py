"""`--add-ignores`: comments written for findings, each where Smail takes a comment and where it silences the finding.

A comment goes behind the line of its finding; where the line ends inside a value, above the entry; and for what a
whole file lacks, to the top of the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import takewhile

import msgspec

from smail_compiler.syntax.alias_forms import BORDER
from smail_compiler.syntax.entries import first_entry, split_entries
from smail_compiler.text.diagnostic import Diagnostic, Edit
from smail_compiler.text.source import SourceFile
from smail_lint.fix.repair import Repaired, applied
from smail_lint.report.anchor import whole_file
from smail_lint.suppression.comments import MARK, remarks

_WIDEST = 118  # columns of a line with a comment behind it


class Wording(msgspec.Struct, frozen=True):
    """What stands behind the rules in every comment."""

    reason: str
    until: date | None = None

    def comment(self, word: str, codes: Iterable[str]) -> str:
        """The comment, without its newline."""
        day = [f"until={self.until}"] if self.until is not None else []
        return " ".join([f"# {MARK.decode()}: {word}[{','.join(sorted(codes))}]", self.reason, *day]).rstrip()


class _Place(msgspec.Struct, frozen=True, order=True):
    """Where a comment goes: an offset, the word it begins with, and whether on a line of its own."""

    offset: int
    word: str
    apart: bool


def insertions(found: Iterable[Diagnostic], kinds: Mapping[str, str], wording: Wording) -> list[Repaired]:
    """The files of findings with comments for them; `kinds` are those of `smail_lint.fix.layout.which` by path."""
    by_file: dict[int, dict[_Place, set[str]]] = defaultdict(lambda: defaultdict(set))
    sources: dict[int, SourceFile] = {}
    for one in found:
        source = one.at.source
        place = _place(one, kinds[source.path]) if source.path in kinds else None
        if place is not None:
            sources[id(source)] = source
            by_file[id(source)][place].add(one.kind.code)
    files = [_written(sources[key], places, wording) for key, places in by_file.items()]
    return sorted(files, key=lambda file: file.source.path)


def _written(source: SourceFile, places: Mapping[_Place, set[str]], wording: Wording) -> Repaired:
    edits = [
        Edit(source.span(place.offset, place.offset), _text(place, wording.comment(place.word, codes)))
        for place, codes in sorted(places.items())
    ]
    return Repaired(source, applied(edits), len(edits))


def _text(place: _Place, comment: str) -> str:
    return f"{comment}\n" if place.apart else f"  {comment}"


def _place(one: Diagnostic, kind: str) -> _Place | None:
    """Where the comment for a finding goes; None when there is no such place."""
    source = one.at.source
    if whole_file(one.at):
        return _Place(0, "ignore-file", True)
    line = one.at.line
    start = source.line_starts[line - 1]
    end = start + len(source.line_bytes(line).rstrip(b"\r"))
    behind = _Place(end, "ignore", False)
    if end - start < _WIDEST // 2 and _taken(source, kind, behind):
        return behind
    above = _Place(_entry(source, one.at.start, kind), "ignore", True)
    if _taken(source, kind, above):
        return above
    return behind if _taken(source, kind, behind) else None


def _entry(source: SourceFile, offset: int, kind: str) -> int:
    """The beginning of the line on which the entry around an offset begins; of a list, of the line itself."""
    if kind == "list":
        return source.line_starts[source.line_of(offset) - 1]
    entries = takewhile(lambda one: one.start <= offset, split_entries(source, _sure(source, offset)))
    start = max((one.start for one in entries), default=offset)
    return source.line_starts[source.line_of(start) - 1]


def _sure(source: SourceFile, offset: int) -> int:
    """Where an entry surely begins, shortly before an offset."""
    top = first_entry(source.latin1, 0)
    return max([top, *(one.end() for one in BORDER.finditer(source.data, max(top, offset - (1 << 16)), offset))])


def _taken(source: SourceFile, kind: str, place: _Place) -> bool:
    """Whether a comment at a place would be one."""
    at, data = place.offset, source.data
    if data[:at].endswith((b"\\\n", b"\\\r\n")) or data[:at].endswith(b"\\"):
        return False
    low = 0 if kind == "list" else min(_sure(source, at), at)
    high = data.find(b"\n", at)
    text = b"# smail-check: end"
    piece = (
        data[low:at] + (text + b"\n" if place.apart else b"  " + text) + data[at : len(data) if high < 0 else high]
    )
    seen = remarks(SourceFile("", piece), kind)
    return any(one.at.start == at - low + (0 if place.apart else 2) for one in seen)
