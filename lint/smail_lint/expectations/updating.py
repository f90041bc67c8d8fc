"""`--update`: writes into a file of expectations what is: what was not said is added, what differs is replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from smail_lint.expectations.comparing import taken_by, value_of
from smail_lint.expectations.records import OF_DELIVERY, Expectation
from smail_lint.expectations.running import FileRun, Ran
from smail_lint.query.route.answer import DeliveryAnswer, RouteAnswer
from smail_lint.report.toml import toml


class Update(msgspec.Struct, frozen=True):
    """The new content of a file, how many expectations changed, and those that cannot be written: why."""

    data: bytes
    changed: int
    left: tuple[str, ...]


def updated(run: FileRun) -> Update:
    """What the file is to hold. Several addresses of one expectation must end alike to be written."""
    edits: list[tuple[int, int, str]] = []
    left: list[str] = []
    changed = 0
    for group in _groups(run.ran):
        expectation = group[0].expectation
        if expectation.outcome is not None and all(one.holds for one in group):
            continue
        wanted = [_values(expectation, one.answer) for one in group]
        if any(one != wanted[0] for one in wanted):
            line = expectation.at.line
            left.append(f"line {line}: its addresses do not end alike, so each needs an [[expect]] of its own")
            continue
        changed += 1
        edits += _edits(run, expectation, wanted[0])
    data = run.source.data
    for start, end, text in sorted(edits, key=lambda one: one[0], reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return Update(data, changed, tuple(left))


def _groups(ran: tuple[Ran, ...]) -> list[list[Ran]]:
    groups: dict[int, list[Ran]] = {}
    for one in ran:
        groups.setdefault(id(one.expectation), []).append(one)
    return list(groups.values())


def _edits(
    run: FileRun, expectation: Expectation, values: Mapping[str, str | None]
) -> Iterator[tuple[int, int, str]]:
    """Replacements at the places of keys that are there, and one insertion of those that are not."""
    missing = {key: value for key, value in values.items() if key not in expectation.places and value is not None}
    for key, value in values.items():
        if key in expectation.places:
            at = expectation.places[key]
            yield at.start, at.end, value if value is not None else '""'
    if missing:
        text = run.source.data.decode()
        at_end = len(text[: expectation.last].encode())
        between = "\n" if expectation.table else ", "
        yield at_end, at_end, "".join(f"{between}{key} = {value}" for key, value in missing.items())


def _values(expectation: Expectation, answer: RouteAnswer) -> dict[str, str | None]:
    """The keys that are to be written, as TOML: the outcome always, the rest if it was said, or nothing was."""
    found: dict[str, str | None] = {"outcome": toml(answer.outcome)}
    said = set(expectation.places) - {"address", "from", "name"}
    if "via" in said:
        found["via"] = _list(toml(name) for name in taken_by(answer))
    if answer.errors and (not said or "error" in said):
        found["error"] = toml(answer.errors[0].message)
    if (
        "deliveries" in said
        or (not said and len(answer.deliveries) > 1)
        or (not said and answer.deliveries and not (_shown(answer.deliveries[0]).keys() & {"user", "host", "path"}))
    ):
        found["deliveries"] = _deliveries(answer)
    elif not said and answer.deliveries:
        found |= {key: toml(value) for key, value in _shown(answer.deliveries[0]).items() if key != "address"}
    elif said & set(OF_DELIVERY) and answer.deliveries:
        found |= {key: toml(value_of(answer.deliveries[0], key)) for key in OF_DELIVERY if key in said}
    return found


def _shown(one: DeliveryAnswer) -> dict[str, str]:
    """The values of a delivery that are there."""
    return {key: value for key in OF_DELIVERY if (value := value_of(one, key))}


def _deliveries(answer: RouteAnswer) -> str:
    rows = [
        "{" + ", ".join(f"{key} = {toml(value)}" for key, value in _shown(one).items()) + "}"
        for one in answer.deliveries
    ]
    return "[" + "".join(f"\n  {row}," for row in rows) + "\n]" if rows else "[]"


def _list(items: Iterator[str]) -> str:
    return f"[{', '.join(items)}]"
