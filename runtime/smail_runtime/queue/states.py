"""The states of a recipient or delivery and every legal step between them, as one literal table."""

from __future__ import annotations

import enum


class State(enum.Enum):
    """How far one recipient, or one delivery it was expanded to, has come."""

    PENDING = "pending"
    DEFERRED = "deferred"
    DONE = "done"
    FAILED = "failed"
    REPORTED = "reported"


class Event(enum.Enum):
    """What can happen to it."""

    DELIVER = "deliver"
    DEFER = "defer"
    FAIL = "fail"
    REPORT = "report"


#: Steps that are not in the table leave the state as it is: a finished delivery stays finished.
TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.PENDING, Event.DELIVER): State.DONE,
    (State.PENDING, Event.DEFER): State.DEFERRED,
    (State.PENDING, Event.FAIL): State.FAILED,
    (State.DEFERRED, Event.DELIVER): State.DONE,
    (State.DEFERRED, Event.DEFER): State.DEFERRED,
    (State.DEFERRED, Event.FAIL): State.FAILED,
    (State.FAILED, Event.REPORT): State.REPORTED,
}

#: Still to be attempted.
OPEN = frozenset({State.PENDING, State.DEFERRED})


def step(state: State, event: Event) -> State:
    """The state after an event."""
    return TRANSITIONS.get((state, event), state)
