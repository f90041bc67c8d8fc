"""The readable answer of `smail-query expand`: the steps, each with its value, then the result."""

from __future__ import annotations

from collections.abc import Iterator

from smail_lint.query.expand.answer import Answer
from smail_lint.query.expand.step import Fault, Step
from smail_lint.report.paint import Paint
from smail_lint.report.visible import printable


def expand_text(answer: Answer, paint: Paint) -> str:
    """The whole answer, ending in a newline."""
    lines = [*_steps(answer.steps, paint), *_result(answer, paint)]
    lines.extend(f"{paint('info', 'note')}: {printable(note)}" for note in answer.notes)
    return "".join(f"{line}\n" for line in lines)


def _steps(steps: tuple[Step, ...], paint: Paint) -> Iterator[str]:
    """A line for each step: column, kind and name indented by depth, value."""
    labels = [f"{'  ' * one.depth}{_label(one)}" for one in steps]
    width = min(max(map(len, labels), default=0), 48)
    last = None
    for one, label in zip(steps, labels, strict=True):
        place = (one.column, one.address)
        column = f"{one.column:>4}" if place != last else "    "
        address = f"[{one.address}] " if one.address is not None else ""
        yield f"{paint('frame', column)}  {address}{label:{width}}  {_outcome(one, paint)}".rstrip()
        last = place


def _label(one: Step) -> str:
    name = printable(one.name)
    return f"${{{name}}}" if one.kind == "variable" else f"{name}:" if one.kind == "operator" else _longer(one, name)


def _longer(one: Step, name: str) -> str:
    words = {"condition": "if", "branch": "takes", "lookup": "looks up in", "item": "item of"}
    return f"{words[one.kind]} {name}" if one.kind in words else name


def _outcome(one: Step, paint: Paint) -> str:
    if one.value is None:
        return paint("warning", printable(one.reason or "no value"))
    return one.value if one.kind == "condition" else f'"{printable(one.value)}"'


def _result(answer: Answer, paint: Paint) -> Iterator[str]:
    """The value, one line for each word, or what is wrong."""
    if answer.argv is not None:
        yield from (f"{paint('good', f'argv[{at}]')} = {printable(word)}" for at, word in enumerate(answer.argv))
    elif answer.value is not None:
        yield f"{paint('good', 'value')} = {printable(answer.value)}"
    else:
        yield from (_fault(one, paint) for one in answer.faults)


def _fault(one: Fault, paint: Paint) -> str:
    word = paint("warning", "unknown for now") if one.temporary else paint("error", "fails")
    place = f"column {one.column}" if one.line == 1 else f"line {one.line}, column {one.column}"
    advice = f"; {printable(one.help)}" if one.help else ""
    return f"{word} at {place}: {printable(one.message)} ({one.category}){advice}"
