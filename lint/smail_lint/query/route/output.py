"""How answers of `smail-query route` are written: one after the other, none of them kept."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator

import msgspec

from smail_lint.query.route.answer import RouteAnswer
from smail_lint.query.route.text import brief_text, route_text
from smail_lint.report.paint import Paint, wants_colour

PIPE_WIDTH = 80
_BLOCK = 64 * 1024


def texts(answers: Iterable[RouteAnswer], *, asked: bool, brief: bool) -> Iterator[str]:
    """Readable answers with a blank line between them, or with `brief` one line for each end of an address."""
    terminal = sys.stdout.isatty()
    paint = Paint(wants_colour(terminal, os.environ))
    width = shutil.get_terminal_size().columns if terminal else PIPE_WIDTH
    between = ""
    for one in answers:
        yield brief_text(one, paint) if brief else between + route_text(one, paint, width, asked=asked)
        between = "\n"


def as_json(answers: Iterable[RouteAnswer], *, several: bool) -> Iterator[str]:
    """One object for one address; for several a list, each address on a line of its own."""
    if not several:
        for one in answers:
            yield json.dumps(msgspec.to_builtins(one), indent=2, ensure_ascii=True) + "\n"
        return
    between = "[\n"
    for one in answers:
        yield between + json.dumps(msgspec.to_builtins(one), ensure_ascii=True)
        between = ",\n"
    yield "\n]\n" if between == ",\n" else "[]\n"


def in_blocks(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in larger pieces, unless somebody watches a terminal."""
    size = 1 if sys.stdout.isatty() else _BLOCK
    gathered: list[str] = []
    held = 0
    for piece in pieces:
        gathered.append(piece)
        held += len(piece)
        if held >= size:
            yield "".join(gathered)
            gathered, held = [], 0
    yield "".join(gathered)
