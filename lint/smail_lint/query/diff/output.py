"""How the answer of `smail-query diff` is written."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator

import msgspec

from smail_lint.query.diff.answer import Difference, End, Witness
from smail_lint.query.diff.programs import Unlike
from smail_lint.query.modelled.way import Side
from smail_lint.query.route.answer import RouteAnswer, route
from smail_lint.query.route.text import brief_text, route_text
from smail_lint.report.paint import Paint, wants_colour
from smail_lint.report.wrap import wrapped
from smail_runtime.mail.text import printable, still

PIPE_WIDTH = 80
_OUTCOMES = {"deliver": "delivered", "defer": "waits", "fail": "fails", "none": "goes nowhere"}
_KINDS = {"directors": "director", "routers": "router", "transports": "transport"}


def difference_json(found: Difference) -> str:
    """One object; `equal` means that no address that was tried goes another way."""
    answer = {
        "equal": found.equal,
        "proved": found.proved,
        "tried": found.tried,
        "classes": [_class(one) for one in found.classes],
        "data": [
            {"director": one.director, "added": one.added, "removed": one.removed, "changed": one.changed}
            for one in found.data
        ],
        "settings": msgspec.to_builtins(found.settings),
        "not_modelled": list(found.gaps),
    }
    return json.dumps(answer, indent=2, ensure_ascii=True) + "\n"


def _class(one: Witness) -> dict[str, object]:
    old, new = (msgspec.to_builtins(route_of(side, one)) for side in one.setting.sides)
    kind = one.kind
    return {
        "old": _end(kind.old),
        "new": _end(kind.new),
        "transport": kind.transport or None,
        "witness": one.question.address,
        "sender": one.question.sender,
        "machine": one.setting.machine,
        "addresses": one.count,
        "old_route": old,
        "new_route": new,
    }


def _end(end: End) -> dict[str, object]:
    return {"stage": end.by.stage or None, "name": end.by.name or None, "outcome": end.outcome}


def route_of(side: Side, one: Witness) -> RouteAnswer:
    """The whole route of a witness."""
    return route(side.data, one.question.address, one.question.sender, side.world)


def difference_text(found: Difference, *, trace: bool) -> str:
    """The readable answer."""
    terminal = sys.stdout.isatty()
    paint = Paint(wants_colour(terminal, os.environ))
    width = shutil.get_terminal_size().columns if terminal else PIPE_WIDTH
    return "\n".join(_lines(found, paint, width, trace=trace)) + "\n"


def _lines(found: Difference, paint: Paint, width: int, *, trace: bool) -> Iterator[str]:
    if found.proved:
        yield f"{paint('good', 'equal')}: the same program, the same data and the same files"
        return
    for number, one in enumerate(found.classes, 1):
        yield from _witness(number, one, paint, width, trace=trace)
        yield ""
    yield from _settings(found, width)
    yield from wrapped(_summary(found, paint), width, 2)
    if found.gaps:
        yield "not modelled:"
        yield from (line for gap in found.gaps for line in wrapped(f"  {still(gap)}", width, 4))


def _summary(found: Difference, paint: Paint) -> str:
    many = f"{found.tried:,} addresses tried"
    if found.equal:
        return f"{paint('good', 'equal')} on the modelled part: {many}, none goes another way"
    count = len(found.classes)
    word = "class of addresses goes" if count == 1 else "classes of addresses go"
    return f"{paint('error', 'different')}: {count} {word} another way; {many}"


def _witness(number: int, one: Witness, paint: Paint, width: int, *, trace: bool) -> Iterator[str]:
    kind = one.kind
    head = f"{number}. {_ending(kind.old)} -> {_ending(kind.new)}"
    if kind.transport:
        head = f"{number}. {_ending(kind.old)}, on the same way, but transport {kind.transport} is set differently"
    yield from wrapped(still(head), width, 3)
    sender = f" from {printable(one.question.sender)}" if one.question.sender else ""
    more = f", one of {one.count:,} tried" if one.count > 1 else ""
    machine = f"; machine: {one.setting.machine}"
    text = f"   such as {paint('strong', printable(one.question.address))}{sender}{more}{machine}"
    yield from wrapped(text, width, 3)
    for side in one.setting.sides:
        answer = route_of(side, one)
        shown = route_text(answer, paint, width - 9) if trace else _ends(answer)
        for at, line in enumerate(shown.splitlines()):
            yield f"   {side.label if at == 0 else '':3}  {line}".rstrip()


def _ends(answer: RouteAnswer) -> str:
    """The ends of a route without the address that is the same in each."""
    lead = f"{printable(answer.address)}: "
    return "".join(f"{line.removeprefix(lead)}\n" for line in brief_text(answer, Paint()).splitlines())


def _ending(end: End) -> str:
    return f"{end.by}, {_OUTCOMES[end.outcome]}"


def _settings(found: Difference, width: int) -> Iterator[str]:
    """What differs in the files."""
    if not found.settings and not found.data:
        return
    yield "set differently:"
    for one in found.settings:
        yield from wrapped(f"  {still(_unlike(one))}", width, 4)
    for data in found.data:
        counts = ((data.added, "added"), (data.removed, "removed"), (data.changed, "changed"))
        said = ", ".join(f"{count:,} {word}" for count, word in counts if count)
        yield from wrapped(f"  data of {still(data.director)}: keys {said}", width, 4)


def _unlike(one: Unlike) -> str:
    what = f"{_KINDS.get(one.kind, one.kind)} {one.name}".strip()
    if one.only:
        return f"{what}: only in the {one.only} configuration"
    if one.fields == ("order",):
        return f"{one.kind}: their order"
    return f"{what}: {', '.join(one.fields)}"
