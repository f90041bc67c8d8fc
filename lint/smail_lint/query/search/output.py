"""How the answer of `smail-query search` is written."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator

import msgspec

from smail_lint.query.route.answer import RouteAnswer, route
from smail_lint.query.route.text import route_text
from smail_lint.query.search.answer import Answer
from smail_lint.report.paint import Paint, wants_colour
from smail_lint.report.wrap import wrapped
from smail_runtime.mail.text import printable, still

PIPE_WIDTH = 80


def answer_json(text: str, found: Answer) -> str:
    """One object; `answer` is found, none or may."""
    shown = _route(found)
    answer = {
        "question": text,
        "answer": found.word,
        "witness": found.question.address if found.question else None,
        "sender": found.question.sender if found.question else None,
        "machine": found.setting.machine if found.setting else None,
        "route": msgspec.to_builtins(shown) if shown else None,
        "tried": found.tried,
        "not_modelled": list(found.gaps),
    }
    return json.dumps(answer, indent=2, ensure_ascii=True) + "\n"


def answer_text(text: str, found: Answer) -> str:
    """The readable answer."""
    terminal = sys.stdout.isatty()
    paint = Paint(wants_colour(terminal, os.environ))
    width = shutil.get_terminal_size().columns if terminal else PIPE_WIDTH
    return "\n".join(_lines(text, found, paint, width)) + "\n"


def _lines(text: str, found: Answer, paint: Paint, width: int) -> Iterator[str]:
    shown = _route(found)
    if shown is not None and found.setting is not None:
        sender = f", from {printable(shown.sender)}" if shown.sender else ""
        yield from wrapped(f"machine: {still(found.setting.machine)}{sender}", width, 2)
        yield route_text(shown, paint, width).rstrip("\n")
        return
    if found.undefined:
        yield from wrapped(f"{paint('good', 'no address')}: there is no {printable(found.undefined)}", width, 2)
        return
    what = f"{printable(text)}: {found.tried:,} tried"
    if found.word == "none":
        yield from wrapped(f"{paint('good', 'no address')} with {what}", width, 2)
        return
    yield from wrapped(f"{paint('warning', 'none found')}, but there may be an address with {what}", width, 2)
    yield "not modelled:"
    yield from (line for gap in found.gaps for line in wrapped(f"  {still(gap)}", width, 4))


def _route(found: Answer) -> RouteAnswer | None:
    """The whole route of the witness."""
    if found.question is None or found.setting is None:
        return None
    side = found.setting.sides[0]
    return route(side.data, found.question.address, found.question.sender, side.world)
