"""The readable answer of `smail-query route`: who was asked, who took the address, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator

from smail_lint.query.route_answer import DeliveryAnswer, ErrorAnswer, RouteAnswer
from smail_lint.report.paint import Paint
from smail_runtime.mail.text import printable, still
from smail_runtime.routing.resolution import Step

_OUTCOMES = {
    "deliver": ("good", "is delivered"),
    "defer": ("warning", "waits"),
    "fail": ("error", "fails"),
    "none": ("warning", "goes nowhere"),
}


def route_text(answer: RouteAnswer, paint: Paint) -> str:
    """The whole answer for one address, ending in a newline."""
    role, words = _OUTCOMES[answer.outcome]
    lines = [f"{paint('strong', printable(answer.address))} {paint(role, words)}"]
    lines.extend(_trace(answer.trace, paint))
    lines.extend(_delivery(one, paint) for one in answer.deliveries)
    lines.extend(_error(one, paint) for one in answer.errors)
    if answer.dropped:
        lines.append(f"  {answer.dropped} left out, as repeated or the sender's own")
    return "\n".join(lines) + "\n"


def _trace(trace: tuple[Step, ...], paint: Paint) -> Iterator[str]:
    """The steps, grouped by the address that was asked about, in columns."""
    names = max((len(still(step.name)) for step in trace), default=0)
    places = max((len(_place(step)) for step in trace), default=0)
    address = None
    for step in trace:
        if step.address != address:
            address = step.address
            yield f"  {step.stage}s asked about {paint('strong', printable(address))}"
        mark = paint("good", "*") if step.matched else " "
        place = paint("frame", f"{_place(step):{places}}")
        yield f"    {mark} {still(step.name):{names}}  {place}  {still(step.reason)}"


def _place(step: Step) -> str:
    return f"{step.file}:{step.line}" if step.file else "built in"


def _delivery(one: DeliveryAnswer, paint: Paint) -> str:
    where = f" at {printable(one.host)}" if one.host else ""
    file = f", {printable(one.path)}" if one.path and one.kind != "remote" and one.path != one.address else ""
    account = f", as {printable(one.user)}" if one.user and one.kind != "remote" else ""
    hosts = f", by {', '.join(map(printable, one.hosts))}" if one.hosts and one.hosts != (one.host,) else ""
    owner = f", owner {printable(one.owners[0])}" if one.owners else ""
    what = printable(one.address)
    return f"  {paint('good', '->')} transport {still(one.transport)}: {what}{where}{file}{account}{hosts}{owner}"


def _error(one: ErrorAnswer, paint: Paint) -> str:
    mark = paint("warning", "waits") if one.temporary else paint("error", "fails")
    return f"  {mark} {printable(one.address)}: {still(one.message)} ({one.status})"
