"""The readable answer of `smail-query route`: who was asked, who took the address, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_lint.query.route.answer import DeliveryAnswer, ErrorAnswer, RouteAnswer
from smail_lint.query.route.details import detail_lines
from smail_lint.query.route.trace import StepAnswer
from smail_lint.report.paint import Paint
from smail_lint.report.wrap import wrapped
from smail_runtime.mail.text import printable, still
from smail_runtime.routing.details import LeftOut, Origin

_OUTCOMES = {
    "deliver": ("good", "is delivered"),
    "defer": ("warning", "waits"),
    "fail": ("error", "fails"),
    "none": ("warning", "goes nowhere"),
}
_WIDEST_LEAD = 44


def route_text(answer: RouteAnswer, paint: Paint, width: int = 80, *, asked: bool = False) -> str:
    """The whole answer for one address, ending in a newline; `asked` adds what the machine was asked."""
    role, words = _OUTCOMES[answer.outcome]
    lines = [f"{paint('strong', printable(answer.address))} {paint(role, words)}"]
    lines.extend(trace_lines(answer.trace, paint, width, asked=asked))
    for delivery in answer.deliveries:
        lines.extend(_delivery(delivery, paint, width))
    for error in answer.errors:
        lines.extend(_error(error, paint, width))
    lines.extend(_left_out(one, width) for one in answer.left_out)
    return "\n".join(lines) + "\n"


def brief_text(answer: RouteAnswer, paint: Paint) -> str:
    """A line for each delivery and each error: address, transport or status, and where to or why."""
    lines: list[str] = []
    for one in answer.deliveries:
        where = one.host if one.kind == "remote" else one.path
        more = f" {printable(where)}" if where and where != one.address else ""
        lines.append(f"{paint('good', 'deliver')} {still(one.transport)} {printable(one.address)}{more}")
    for error in answer.errors:
        word = paint("warning", "defer") if error.temporary else paint("error", "fail")
        lines.append(f"{word} {error.status} {printable(error.address)}: {still(error.message)}")
    lines = lines or [paint("warning", "none")]
    return "".join(f"{paint('strong', printable(answer.address))}: {line}\n" for line in lines)


def trace_lines(trace: Sequence[StepAnswer], paint: Paint, width: int, *, asked: bool = False) -> Iterator[str]:
    """The steps, grouped by the address that was asked about, in columns."""
    names = max((len(still(step.name)) for step in trace), default=0)
    places = max((len(_place(step)) for step in trace), default=0)
    address = None
    for step in trace:
        if (step.address, step.stage) != address:
            address = (step.address, step.stage)
            source = _behind(step.origins[:2])
            yield f"  {step.stage}s asked about {paint('strong', printable(step.address))}{source}"
        mark = "*" if step.matched else " "
        lead = f"    {mark} {still(step.name):{names}}  {_place(step):{places}}  "
        yield from _step(step, lead, paint, width)
        yield from detail_lines(step.details, paint, width, asked=asked)


def _step(step: StepAnswer, lead: str, paint: Paint, width: int) -> Iterator[str]:
    """The reason behind the columns, or below them when they leave no room; the mark and the place in colour."""
    reason, place = still(step.reason), _place(step)
    hang = len(lead) if len(lead) <= _WIDEST_LEAD else 10
    lines = [lead.rstrip(), *wrapped(" " * hang + reason, width, hang)]
    if hang == len(lead):
        lines[:2] = [lead + lines[1][hang:]]
    first = lines[0].replace("    *", f"    {paint('good', '*')}", 1).replace(place, paint("frame", place), 1)
    yield from (line.rstrip() for line in (first, *lines[1:]))


def _place(step: StepAnswer) -> str:
    return f"{still(step.file)}:{step.line}" if step.file else "built in"


def _behind(origins: Sequence[Origin]) -> str:
    """The chain behind an address: `, from info, from everybody`."""
    return "".join(f", from {printable(one.address)}" for one in origins[1:])


def _delivery(one: DeliveryAnswer, paint: Paint, width: int) -> Iterator[str]:
    where = f" at {printable(one.host)}" if one.host else ""
    file = f", {printable(one.path)}" if one.path and one.kind != "remote" and one.path != one.address else ""
    account = f", as {printable(one.user)}" if one.user and one.kind != "remote" else ""
    group = f", group {printable(one.group)}" if one.group and one.kind != "remote" else ""
    hosts = f", by {', '.join(map(printable, one.hosts))}" if one.hosts and one.hosts != (one.host,) else ""
    text = f"transport {still(one.transport)}: {printable(one.address)}{where}{file}{account}{group}{hosts}"
    yield from _under("->", paint("good", "->"), text + _behind(one.origins), width)
    yield from detail_lines(one.expansions, paint, width, asked=False, indent=5)
    yield from _told(one.owners, one.errors_to, width)


def _error(one: ErrorAnswer, paint: Paint, width: int) -> Iterator[str]:
    word, role = ("waits", "warning") if one.temporary else ("fails", "error")
    text = f"{printable(one.address)}: {still(one.message)} ({one.status}){_behind(one.origins)}"
    yield from _under(word, paint(role, word), text, width)
    yield from _told(one.owners, one.errors_to, width)


def _told(owners: Sequence[str], errors_to: str | None, width: int) -> Iterator[str]:
    """Who hears of failures, where that is not plainly the sender."""
    if owners:
        names = ", ".join(map(printable, owners))
        heard = "" if errors_to in owners[:1] else f"; errors go to {printable(errors_to or 'nobody')}"
        yield from wrapped(f"     owner {names}{heard}", width, 7)


def _left_out(one: LeftOut, width: int) -> str:
    text = f"  left out {printable(one.address)}: {still(one.reason)}{_behind(one.origins)}"
    return "\n".join(wrapped(text, width, 5))


def _under(word: str, painted: str, text: str, width: int) -> Iterator[str]:
    first, *rest = wrapped(f"  {word} {text}", width, 5)
    yield first.replace(word, painted, 1)
    yield from rest
