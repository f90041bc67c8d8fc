"""The readable answer of `smail-query address`: a line for each parse, then what comes of it."""

from __future__ import annotations

from collections.abc import Iterator

from smail_lint.query.address.answer import AddressAnswer, AddressFault, PassAnswer
from smail_lint.report.paint import Paint
from smail_lint.report.visible import cells_of, printable, width_of

_LONG = 40


def address_text(answer: AddressAnswer, paint: Paint) -> str:
    """The whole answer, ending in a newline."""
    lines = [*_steps(answer.steps, paint), *(_verdict(answer, paint))]
    return "".join(f"{line}\n" for line in lines)


def _steps(steps: tuple[PassAnswer, ...], paint: Paint) -> Iterator[str]:
    """The address, and below it what is left after each peeling, in columns unless one is long."""
    shown = [printable(one.text) for one in steps]
    width = max(map(width_of, shown), default=0)
    for one, text in zip(steps, shown, strict=True):
        gap = " " * (width - width_of(text)) if width <= _LONG else "\n   "
        yield f"{paint('strong', text)}{gap}  {_meaning(one, paint)}"


def _meaning(one: PassAnswer, paint: Paint) -> str:
    if one.target is None:
        return "a local name in quotes" if _quoted(one.text) else "a local name"
    return f"{one.form} form, to {paint('second', printable(one.target))}"


def _quoted(text: str) -> bool:
    return '"' in text or "\\" in text


def _verdict(answer: AddressAnswer, paint: Paint) -> Iterator[str]:
    for fault in answer.errors:
        yield from _fault(fault, paint)
    if answer.errors:
        return
    last = answer.steps[-1]
    if last.target is None:
        yield f"  local, as {paint('good', printable(last.text))}"
    else:
        yield f"  remote, towards {paint('good', printable(last.target))}, with {printable(last.remainder)}"
    if answer.qualified is not None and answer.qualified != answer.steps[0].text:
        yield f"  qualified: {printable(answer.qualified)}"


def _fault(fault: AddressFault, paint: Paint) -> Iterator[str]:
    """The text with a mark below the place of the error."""
    cells = cells_of(fault.text.encode("utf-8", "surrogateescape"))
    before = len(fault.text[: fault.column - 1].encode("utf-8", "surrogateescape"))
    mark = " " * cells.starts[min(before, len(cells.starts) - 1)] + "^"
    yield f"  {cells.text}"
    yield f"  {paint('error', mark)}"
    yield f"  {paint('error', fault.category)}: {fault.message}"
