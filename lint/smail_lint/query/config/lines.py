"""Lines of a printed configuration: code that reads back, and comments that say where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from smail_compiler.text.source import Span
from smail_lint.report.paint import Paint
from smail_lint.report.visible import printable, width_of

WIDTH = 80
_COLUMN = 40
INDENT = "    "
_BREAK = re.compile(r"(?<=[: ,])(?=[A-Za-z0-9$./])")


class Line(msgspec.Struct, frozen=True):
    """Code with a comment behind it; without code, a comment line that starts as far in as `indent` tells.

    A comment that ends in a backslash swallows the line below it, so what follows it is always another comment.
    """

    code: str = ""
    comment: str = ""
    indent: str = ""
    strong: bool = False


def origin(at: Span) -> str:
    """The place of what is printed, as a comment behind it."""
    return f"{printable(at.source.path)}:{at.line}"


def laid_out(code: str, comment: str, *, strong: bool = False) -> Iterator[Line]:
    """A line with its comment behind it, or before it where both do not fit; long quoted values are folded."""
    indent = code[: len(code) - len(code.lstrip(" "))]
    if not comment or max(width_of(code), _COLUMN) + 4 + width_of(comment) <= WIDTH:
        yield Line(code, comment, strong=strong)
        return
    yield Line(comment=comment, indent=indent)
    for part in folded(code, indent + INDENT):
        yield Line(part, strong=strong)


def as_comment(code: str) -> Iterator[Line]:
    """A setting that is not in force by being written, folded like any other."""
    for part in folded(code, INDENT, WIDTH - 2):
        yield Line(comment=part)


def folded(code: str, indent: str, width: int = WIDTH) -> list[str]:
    """A setting broken inside its quotes: a backslash at the end of a line joins it with the text of the next one.

    Breaks follow a colon, comma or blank and stand before a plain character, so that nothing but the joint vanishes.
    """
    parts: list[str] = []
    start = code.find('"') + 1
    while start and width_of(code) > width:
        fits = [found.start() for found in _BREAK.finditer(code, start) if found.start() < width]
        if not fits or _after_backslash(code, fits[-1]):
            break
        parts.append(code[: fits[-1]] + "\\")
        code, start = indent + code[fits[-1] :], len(indent) + 1
    return [*parts, code]


def _after_backslash(code: str, at: int) -> bool:
    """Whether the character before a break is itself escaped."""
    return code[at - 2 : at - 1] == "\\"


def listing(items: Iterable[str], indent: str = "", head: str = "") -> Iterator[Line]:
    """Comment lines with as many items on each as fit; an item is never broken."""
    line, room = head, WIDTH - len(indent) - 2
    for item in items:
        if line and width_of(line) + 1 + width_of(item) > room:
            yield Line(comment=line, indent=indent)
            line = "  "
        line = f"{line} {item}" if line.strip() else line + item
    if line.strip():
        yield Line(comment=line, indent=indent)


def rendered(lines: Iterable[Line], paint: Paint, *, terminal: bool = False) -> str:
    """The text. What goes to a terminal shows nothing but visible characters, even in names and rows."""
    shown = printable if terminal else str
    return "".join(f"{_line(one, shown(one.code), shown(one.comment), paint)}\n" for one in lines)


def _line(one: Line, code: str, comment: str, paint: Paint) -> str:
    painted = paint("strong", code) if one.strong else code
    if not comment:
        return painted
    remark = paint("frame", f"# {comment}")
    return f"{painted}{' ' * max(_COLUMN - width_of(code), 0)}  {remark}" if code else one.indent + remark
