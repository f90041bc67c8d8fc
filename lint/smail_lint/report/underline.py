"""One source line with its marks: the line cut to the width, the underline, and the messages hung below it."""

from __future__ import annotations

import msgspec

from smail_lint.report.mark import Mark
from smail_lint.report.paint import Paint
from smail_lint.report.visible import cells_of, width_of
from smail_lint.report.wrap import wrapped

ELLIPSIS = "..."
_NEAR = 3  # bytes for each cell of the width that are looked at around the main mark of a very long line


class Placed(msgspec.Struct, frozen=True):
    """A mark in cells of the shown line."""

    start: int
    end: int
    message: str
    primary: bool


def source_rows(line: bytes, marks: list[Mark], width: int, paint: Paint, word: str) -> list[str]:
    """The line as shown and the rows below it; `word` is the severity, for the colour of the main mark."""
    width = max(width, 20)
    text, placed = _cut(*_laid_out(line, marks, _NEAR * width), width)
    if not placed:
        return [text]
    ordered = sorted(placed, key=lambda one: (one.start, one.primary))
    rows = _rows(ordered, width)
    return [text, *(_coloured(row, ordered, paint, word) if at == 0 else row for at, row in enumerate(rows))]


def _laid_out(line: bytes, marks: list[Mark], near: int) -> tuple[str, list[Placed]]:
    base = 0
    if len(line) > 2 * near:
        at = min((mark.start for mark in sorted(marks, key=lambda m: not m.primary)[:1]), default=0)
        base = _boundary(line, max(0, at - near))
        line = line[base : _boundary(line, at + near)]
    cells = cells_of(line)
    size = len(line)

    def cell(offset: int) -> int:
        return cells.starts[max(0, min(offset - base, size))]

    placed = [Placed(cell(m.start), max(cell(m.start) + 1, cell(m.end)), m.message, m.primary) for m in marks]
    return cells.text, placed


def _boundary(line: bytes, at: int) -> int:
    """The nearest offset at or before `at` that does not stand inside a UTF-8 sequence."""
    back = at
    while back > max(0, at - 3) and back < len(line) and 0x80 <= line[back] < 0xC0:
        back -= 1
    return back


def _cut(text: str, marks: list[Placed], width: int) -> tuple[str, list[Placed]]:
    """The part of a long line around its main mark; ellipses stand for what is left out."""
    size = width_of(text)
    if size <= width:
        return text.rstrip(), marks
    focus = next((mark for mark in marks if mark.primary), marks[0] if marks else Placed(0, 1, "", False))
    room = width - 2 * len(ELLIPSIS)
    before = max(0, min(room // 4, room - (focus.end - focus.start)))
    low = min(focus.start - before, size - room - len(ELLIPSIS))
    low = low if low > len(ELLIPSIS) else 0
    piece, low, high = _between(text, low, low + room)
    lead = ELLIPSIS if low else ""
    tail = ELLIPSIS if high < size else ""
    kept = [mark for mark in marks if mark.end > low and mark.start <= high]
    shift = len(lead) - low
    moved = [
        Placed(max(m.start, low) + shift, max(min(m.end, high), max(m.start, low) + 1) + shift, m.message, m.primary)
        for m in kept
    ]
    return f"{lead}{piece}{tail}", moved


def _between(text: str, low: int, high: int) -> tuple[str, int, int]:
    """The characters that lie wholly in the cells from `low` to `high`, and the cells they really take."""
    cell, begin, piece = 0, -1, []
    for character in text:
        after = cell + width_of(character)
        if cell >= low and after <= high:
            begin = cell if begin < 0 else begin
            piece.append(character)
        elif after > high:
            break
        cell = after
    begin = max(begin, 0)
    return "".join(piece), begin, begin + sum(map(width_of, piece))


def _rows(marks: list[Placed], width: int) -> list[str]:
    """The underline, with the last message behind it if there is room, and the others on rows of their own."""
    underline = [" "] * max(mark.end for mark in marks)
    for mark in sorted(marks, key=lambda one: one.primary):
        underline[mark.start : mark.end] = ("^" if mark.primary else "-") * (mark.end - mark.start)
    line = "".join(underline)
    said = [mark for mark in marks if mark.message]
    if said and said[-1] is marks[-1] and width_of(f"{line} {said[-1].message}") <= width:
        line += f" {said[-1].message}"
        said = said[:-1]
    rows = [line]
    for index in range(len(said) - 1, -1, -1):
        rows += _hung(said[index], said[:index], width)
    return rows


def _hung(mark: Placed, before: list[Placed], width: int) -> list[str]:
    """The message of a mark below it; bars lead to the marks on its left that are still to speak."""
    column = min(mark.start, max(0, width - max(20, width_of(mark.message))))
    stems = [one.start for one in before if one.start < column]
    lines = wrapped(" " * column + mark.message, width, column)
    return [_with_stems(text, stems) for text in ["", *lines][0 if len(stems) else 1 :]]


def _with_stems(text: str, stems: list[int]) -> str:
    cells = list(text.ljust(max(stems, default=-1) + 1))
    for stem in stems:
        cells[stem] = "|"
    return "".join(cells)


def _coloured(row: str, marks: list[Placed], paint: Paint, word: str) -> str:
    if not paint.colour:
        return row
    end = max(mark.end for mark in marks)
    pieces, at = [], 0
    while at < end:
        run = at
        while run < end and row[run] == row[at]:
            run += 1
        role = {"^": word, "-": "second"}.get(row[at])
        pieces.append(paint(role, row[at:run]) if role else row[at:run])
        at = run
    return "".join(pieces) + row[end:]
