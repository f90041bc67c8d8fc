"""An answer against an expectation: what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from smail_compiler.text.source import Span
from smail_lint.expectations.reading import pattern_of
from smail_lint.expectations.records import Expectation, Wanted
from smail_lint.query.route.answer import DeliveryAnswer, RouteAnswer


class Difference(msgspec.Struct, frozen=True):
    """One key whose value is another: both in words, and where it is expected."""

    key: str
    expected: str
    got: str
    at: Span


def differences(expected: Expectation, answer: RouteAnswer) -> Iterator[Difference]:
    """What is not as expected; the first difference is the one that matters most."""
    outcome = expected.outcome or _implied(expected)
    if outcome is not None and outcome != answer.outcome:
        said = next((key for key in ("outcome", *expected.delivery, "deliveries") if key in expected.places), None)
        at = expected.places[said] if said else expected.at
        yield Difference("outcome", outcome, answer.outcome, at)
    if expected.error is not None:
        yield from _error(expected, expected.error, answer)
    if expected.delivery:
        yield from _delivery(expected, answer)
    if expected.deliveries is not None:
        yield from _deliveries(expected.deliveries, answer, expected.places["deliveries"])
    taken = taken_by(answer)
    for name in expected.via:
        if name not in taken:
            yield Difference("via", name, ", ".join(taken) or "nobody", expected.places["via"])


def _implied(expected: Expectation) -> str | None:
    """Who expects a delivery expects that nothing fails."""
    return "deliver" if (expected.delivery or expected.deliveries) and expected.error is None else None


def taken_by(answer: RouteAnswer) -> tuple[str, ...]:
    """The directors and routers that took the address or what came of it, in order."""
    return tuple(dict.fromkeys(step.name for step in answer.trace if step.matched))


def _error(expected: Expectation, text: str, answer: RouteAnswer) -> Iterator[Difference]:
    pattern = pattern_of(text)
    if not any(pattern.search(one.message) for one in answer.errors):
        got = "; ".join(one.message for one in answer.errors) or "no error"
        yield Difference("error", text, got, expected.places["error"])


def _delivery(expected: Expectation, answer: RouteAnswer) -> Iterator[Difference]:
    """Some delivery has all the values; if none has, the nearest one tells what differs."""
    wanted = expected.delivery
    if any(_fits(wanted, one) for one in answer.deliveries):
        return
    if not answer.deliveries:
        key = next(iter(wanted))
        yield Difference(key, wanted[key], "no delivery", expected.places[key])
        return
    nearest = max(answer.deliveries, key=lambda one: sum(value_of(one, key) == wanted[key] for key in wanted))
    for key, value in wanted.items():
        got = value_of(nearest, key)
        if got != value:
            yield Difference(key, value, got or "none", expected.places[key])


def _fits(wanted: Mapping[str, str], one: DeliveryAnswer) -> bool:
    return all(value_of(one, key) == value for key, value in wanted.items())


def value_of(one: DeliveryAnswer, key: str) -> str:
    """A value of a delivery, empty for none."""
    values = {
        "transport": one.transport,
        "user": one.user,
        "host": one.host,
        "path": one.path,
        "address": one.address,
    }
    return values[key] or ""


def _deliveries(wanted: Sequence[Wanted], answer: RouteAnswer, at: Span) -> Iterator[Difference]:
    """Every delivery is listed, and every one that is listed is made."""
    pairs = _paired(wanted, answer.deliveries)
    for number, one in enumerate(wanted):
        if number not in pairs:
            left = [each for place, each in enumerate(answer.deliveries) if place not in pairs.values()]
            got = "; ".join(shown_delivery(each, one.values) for each in left) or "no further delivery"
            yield Difference("deliveries", shown(one.values), got, one.at)
    if len(pairs) == len(wanted):
        for place, each in enumerate(answer.deliveries):
            if place not in pairs.values():
                yield Difference(
                    "deliveries", "no further delivery", shown_delivery(each, ("transport", "address")), at
                )


def _paired(wanted: Sequence[Wanted], deliveries: Sequence[DeliveryAnswer]) -> dict[int, int]:
    """As many of the wanted as possible, each with a delivery of its own."""
    holder: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for at, one in enumerate(deliveries):
            if at in tried or not _fits(wanted[number].values, one):
                continue
            tried.add(at)
            if at not in holder or place(holder[at], tried):
                holder[at] = number
                return True
        return False

    for number in range(len(wanted)):
        place(number, set())
    return {number: at for at, number in holder.items()}


def shown(values: Mapping[str, str]) -> str:
    """Values in a line: `transport local, user joe`."""
    return ", ".join(f"{key} {value}" for key, value in values.items()) or "any delivery"


def shown_delivery(one: DeliveryAnswer, keys: Mapping[str, str] | Sequence[str]) -> str:
    """The values of a delivery under some keys."""
    return shown({key: value_of(one, key) or "none" for key in (keys or ("transport",))})
