"""The frame of one finding: headline, source lines with the exact place underlined, notes and help.

error[SM203] unknown driver attribute `max_addrs`
  --> transports:12:5
   |
10 | relay: driver=tcpsmtp;
   |                      - driver attributes start here
11 |     short_timeout=5m,
12 |     max_addrs=20
   |     ^^^^^^^^^
   = help: move it before the `;`
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile, Span
from smail_lint.report.mark import Mark, marks_of
from smail_lint.report.paint import Paint
from smail_lint.report.underline import source_rows
from smail_lint.report.visible import printable
from smail_lint.report.wrap import wrapped


def frame(found: Diagnostic, width: int, paint: Paint) -> str:
    """The rendered finding without a final newline, no line wider than `width` cells where that can be had."""
    return "\n".join(_lines(found, width, paint))


def _lines(found: Diagnostic, width: int, paint: Paint) -> Iterator[str]:
    word = found.severity.word
    head = f"{word}[{found.kind.code}]"
    first, *rest = wrapped(f"{head} {printable(found.message)}", width, len(head) + 1)
    yield paint(word, head) + paint("strong", first[len(head) :])
    yield from (paint("strong", line) for line in rest)
    marks = [*marks_of(found.at, "", primary=True)]
    for label in found.labels:
        marks += marks_of(label.at, printable(label.message), primary=False)
    gutter = max(len(str(mark.line)) for mark in marks)
    yield from _snippet(
        found.at, [m for m in marks if m.source is found.at.source], "-->", gutter, width, paint, word
    )
    for place in _other_files(found):
        own = [m for m in marks if m.source is place.source]
        yield from _snippet(place, own, ":::", gutter, width, paint, word)
    yield from _remarks(found, gutter, width, paint)


def _other_files(found: Diagnostic) -> list[Span]:
    """The first labelled place of every file but the finding's own."""
    first: dict[int, Span] = {}
    for label in found.labels:
        if label.at.source is not found.at.source:
            first.setdefault(id(label.at.source), label.at)
    return list(first.values())


def _snippet(
    place: Span, marks: list[Mark], arrow: str, gutter: int, width: int, paint: Paint, word: str
) -> Iterator[str]:
    line, column = place.begin
    path = printable(place.source.path)
    yield f"{' ' * gutter}{paint('frame', arrow)} {path}:{line}:{column}"
    bar = paint("frame", "|")
    yield f"{' ' * gutter} {bar}"
    before = 0
    for number in _shown_lines(place.source, marks):
        if before and number > before + 1:
            yield paint("frame", "...")
        before = number
        own = [mark for mark in marks if mark.line == number]
        shown, *below = source_rows(place.source.line_bytes(number), own, width - gutter - 3, paint, word)
        yield f"{paint('frame', f'{number:>{gutter}}')} {bar} {shown}".rstrip()
        yield from (f"{' ' * gutter} {bar} {row}".rstrip() for row in below)


def _shown_lines(source: SourceFile, marks: list[Mark]) -> list[int]:
    """Marked lines, a line alone between two of them, and text above a blank first line."""
    marked = sorted({mark.line for mark in marks})
    shown = set(marked)
    shown |= {low + 1 for low, high in pairwise(marked) if high == low + 2}
    above = marked[0] - 1
    if above >= 1 and not source.line_bytes(marked[0]).strip():
        shown.add(above)
    return sorted(shown)


def _remarks(found: Diagnostic, gutter: int, width: int, paint: Paint) -> Iterator[str]:
    remarks = [("note", note) for note in found.notes]
    if found.witness is not None:
        remarks.append(("witness", found.witness))
    if found.help is not None:
        remarks.append(("help", found.help))
    if found.fix is not None:
        remarks.append(("fix", f"{found.fix.message} ({found.fix.safety})"))
    for title, text in remarks:
        lead = f"{' ' * gutter} = {title}: "
        first, *rest = wrapped(lead + printable(text), width, len(lead))
        yield f"{' ' * gutter} {paint('frame', '=')} {paint('strong', title)}: {first[len(lead) :]}"
        yield from rest
