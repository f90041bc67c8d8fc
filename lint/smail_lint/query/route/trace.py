"""The trace of `smail-query route` as it is answered: the resolver's steps, with expansions in their written form."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smail_lint.query.compiled_text import written
from smail_runtime.routing.details import Check, Detail, Expansion, Marks, Origin, Question, Target
from smail_runtime.routing.resolution import Step


class Expanded(msgspec.Struct, frozen=True, tag="expansion", tag_field="kind"):
    """A text of the configuration and its value; None with `reason` if it has none, `unknown` if none for now."""

    template: str
    value: str | None
    reason: str | None
    unknown: bool


DetailAnswer = Expanded | Question | Check | Marks | Target


class StepAnswer(msgspec.Struct, frozen=True):
    """One director or router that was asked about one address."""

    stage: str
    name: str
    file: str | None
    line: int | None
    matched: bool
    reason: str
    address: str
    details: tuple[DetailAnswer, ...]
    origins: tuple[Origin, ...]


def steps(trace: Sequence[Step]) -> tuple[StepAnswer, ...]:
    """The steps with their details made readable."""
    return tuple(map(_step, trace))


def _step(one: Step) -> StepAnswer:
    plain = (one.stage, one.name, one.file, one.line, one.matched, one.reason, one.address)
    return StepAnswer(*plain, details(one.details), one.origins)


def details(found: Sequence[Detail]) -> tuple[DetailAnswer, ...]:
    """The details with expansions in their written form."""
    return tuple(
        Expanded(written(one.template), one.value, one.reason, one.unknown) if isinstance(one, Expansion) else one
        for one in found
    )


__all__ = ["DetailAnswer", "Expanded", "StepAnswer", "details", "steps"]
