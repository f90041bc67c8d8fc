"""Literate cases: Markdown whose fenced blocks are files, with the findings expected of them.

A heading begins a case. Each fenced block under it is one file; the info string of its fence names what it is. What
is expected stands in a comment on the offending line, `# expect: SM103@12 SM107`, where the file's syntax has room
for one; otherwise in a block `expect` directly below, one finding a line: `3:12 SM101 unexpected-end`. The column and
the category may be left out. A block without either expects silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEADING = re.compile(r"#+ +(.*?) *$")
_FENCE = re.compile(r"(```+|~~~+) *(.*?) *$")
_MARK = re.compile(r"# expect: (?P<codes>(?:SM\d+(?:@\d+)?[, ]*)+)$")
_CODE = re.compile(r"(SM\d+)(?:@(\d+))?")
_LISTED = re.compile(r"(\d+)(?::(\d+))? +(SM\d+)(?: +([a-z-]+))?$")


@dataclass(frozen=True, order=True)
class Expected:
    """One finding: its line from 1, its code, and column and category where the case names them."""

    line: int
    code: str
    column: int | None = None
    category: str | None = None

    def matches(self, line: int, column: int, code: str, category: str | None) -> bool:
        """Whether a finding is the one expected."""
        return (
            (line, code) == (self.line, self.code)
            and self.column in (None, column)
            and self.category in (None, category)
        )


@dataclass(frozen=True)
class Block:
    """One file of a case: the info string of its fence, its text, and where it begins in the document."""

    info: str
    text: str
    line: int
    expected: tuple[Expected, ...]


@dataclass(frozen=True)
class Case:
    """A heading and the files below it."""

    name: str
    document: Path
    blocks: tuple[Block, ...]

    def __str__(self) -> str:
        return f"{self.document.stem}: {self.name}"


def read_cases(document: Path) -> list[Case]:
    """All cases of a Markdown document; headings without a block are no cases."""
    cases: list[Case] = []
    for name, blocks in _sections(document.read_text("utf-8").splitlines()):
        if blocks:
            cases.append(Case(name, document, tuple(_joined(blocks))))
    return cases


def _sections(lines: list[str]) -> Iterator[tuple[str, list[tuple[str, list[str], int]]]]:
    """Headings with the raw blocks below them."""
    name, blocks = "", list[tuple[str, list[str], int]]()
    fence, number = "", 0
    for number, line in enumerate(lines, 1):
        found = _FENCE.match(line)
        if fence:
            if line.rstrip() == fence:
                fence = ""
            else:
                blocks[-1][1].append(line)
        elif found:
            fence = found.group(1)
            blocks.append((found.group(2), [], number + 1))
        elif heading := _HEADING.match(line):
            yield name, blocks
            name, blocks = heading.group(1), []
    assert not fence, f"line {number}: a fenced block is never closed"
    yield name, blocks


def _joined(raw: list[tuple[str, list[str], int]]) -> Iterator[Block]:
    """Blocks with their expectations; an `expect` block belongs to the file above it."""
    for at, (info, lines, number) in enumerate(raw):
        if info == "expect":
            continue
        listed = raw[at + 1][1] if at + 1 < len(raw) and raw[at + 1][0] == "expect" else []
        expected = sorted([*_marked(lines), *(_listed(one) for one in listed if one.strip())], key=repr)
        yield Block(info, "".join(line + "\n" for line in lines), number, tuple(expected))


def _marked(lines: list[str]) -> Iterator[Expected]:
    """Expectations in comments on the lines themselves."""
    for number, line in enumerate(lines, 1):
        if mark := _MARK.search(line):
            for code, column in _CODE.findall(mark["codes"]):
                yield Expected(number, code, int(column) if column else None)


def _listed(line: str) -> Expected:
    """One line of an `expect` block."""
    found = _LISTED.match(line.strip())
    assert found, f"not an expectation: {line!r}"
    number, column, code, category = found.groups()
    return Expected(int(number), code, int(column) if column else None, category)


@dataclass(frozen=True)
class Row:
    """One line `text => expected` of a fenced block: the info string of the fence tells what is asked of the text."""

    asked: str
    text: str
    expected: str
    document: Path
    line: int

    def __str__(self) -> str:
        return f"{self.document.stem}:{self.line}"


def read_rows(document: Path) -> list[Row]:
    """All rows of a Markdown document. U+2400 to U+241F stand for control characters, U+2423 for a blank."""
    shown = {0x2423: " ", **{0x2400 + code: chr(code) for code in range(32)}}
    rows: list[Row] = []
    for case in read_cases(document):
        for block in case.blocks:
            for number, line in enumerate(block.text.splitlines(), block.line):
                text, arrow, expected = line.partition("=>")
                assert arrow, f"{document}:{number}: not a row"
                rows.append(Row(block.info, text.strip().translate(shown), expected.strip(), document, number))
    return rows
