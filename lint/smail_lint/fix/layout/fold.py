"""Values too long for a line, broken by backslash-newline, which vanishes together with the blanks behind it.

A break goes where a reader would put it: behind a blank, before `${`, or behind the colon of a list; the less deep in
braces the better. Lines are indented by their depth.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from smail_lint.fix.layout.page import WIDTH, width

_PIECE = re.compile(r"\\.|[ \t]++|\$\{|[{}:]|[^\\ \t${}:]++|\$")
_NEVER_FIRST = frozenset(' \t\\#"}')
_DEPTH = 4
_DEEPEST = 5

Break = tuple[int, int]  # position, depth in braces


def folded(text: str, value: int, *, column: int, indent: int, tail: int = 0) -> str:
    """`text`, to be written at `column` and followed by `tail` characters, on as many lines as it needs.

    `value` is where its value begins: nothing is broken before that. A text that holds line ends is not touched.
    """
    if "\n" in text or column + width(text) + tail <= WIDTH:
        return text
    lines, begin, breaks, first = [], 0, list(_breaks(text, value)), 0
    while first < len(breaks) and column + len(text) - begin + tail > WIDTH:
        first = _best(breaks, first, begin + WIDTH - 1 - column, begin + (WIDTH - column) // 3)
        at, depth = breaks[first]
        column = indent + _DEPTH * min(depth, _DEEPEST)
        lines.append(text[begin:at] + "\\\n" + " " * column)
        begin, first = at, first + 1
    return "".join([*lines, text[begin:]])


def _best(breaks: list[Break], first: int, last: int, early: int) -> int:
    """Which break from `first` on: of those from `early` to `last` the shallowest, of several the last."""
    fitting = list(itertools.takewhile(lambda at: breaks[at][0] <= last, range(first, len(breaks))))
    late = [at for at in fitting if breaks[at][0] >= early]
    return max(late or fitting or [first], key=lambda at: (-breaks[at][1], at))


def _breaks(text: str, value: int) -> Iterator[Break]:
    """All places where a line may end."""
    depth, start = 0, value + text.startswith('"', value)
    for piece in _PIECE.finditer(text, start):
        opens = piece[0] == "${"
        at = piece.start() if opens else piece.end()
        behind = piece[0].isspace() or (piece[0] == ":" and depth == 0)
        if (opens or behind) and start < at < len(text) and text[at] not in _NEVER_FIRST:
            yield at, depth
        depth = max(0, depth + piece[0].endswith("{") - (piece[0] == "}"))
