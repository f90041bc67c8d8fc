"""Recovery after a crash, on any mixture of rows and files."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.queue import ids
from smail_runtime.queue.recovery import Found, Plan, recover
from smail_runtime.queue.states import OPEN, TRANSITIONS, Event, State, step
from smail_runtime.queue.store import SqliteStore
from smail_testkit.spool import MESSAGE, put

NUMBERS = st.integers(0, 6)
FOUND = st.builds(Found, st.booleans(), st.booleans(), st.none() | st.floats(0, 1e9), st.booleans(), st.booleans())
FILES = st.sets(NUMBERS.map(ids.encode) | st.sampled_from(["tmp.1", "junk"]))


def carry_out(plan: Plan, messages: dict[int, Found], files: set[str]) -> tuple[dict[int, Found], set[str]]:
    """The plan on paper."""
    after = {
        number: Found(
            found.filed,
            found.row_body,
            0.0 if number in plan.wake else found.due,
            found.held or number in plan.hold,
            found.unfinished,
        )
        for number, found in messages.items()
        if number not in plan.finish
    }
    return after, files - set(plan.remove_files)


@given(st.dictionaries(NUMBERS, FOUND), FILES)
def test_recovery_loses_nothing_and_settles_at_once(messages: dict[int, Found], files: set[str]) -> None:
    plan = recover(messages, files)
    after, left = carry_out(plan, messages, files)
    assert {number for number, found in messages.items() if found.unfinished} == after.keys()
    for number, found in after.items():
        has_body = ids.encode(number) in left if found.filed else found.row_body
        assert found.held or has_body
        assert found.due is not None
        assert not found.filed or (ids.encode(number) in left) == (ids.encode(number) in files)
    assert left == {ids.encode(number) for number, found in after.items() if found.filed} & files
    assert recover(after, left) == Plan()


@given(st.sampled_from(State), st.lists(st.sampled_from(Event)))
def test_a_final_state_is_never_left(state: State, events: list[Event]) -> None:
    seen = [state]
    for event in events:
        seen.append(step(seen[-1], event))
    for before, after in itertools.pairwise(seen):
        assert before not in (State.DONE, State.REPORTED) or after == before
        assert after != State.REPORTED or before in (State.REPORTED, State.FAILED)


def test_every_open_state_can_end_in_every_way() -> None:
    for state in OPEN:
        assert {TRANSITIONS[state, event] for event in (Event.DELIVER, Event.DEFER, Event.FAIL)} == {
            State.DONE,
            State.DEFERRED,
            State.FAILED,
        }


def test_a_real_spool_with_a_lost_body_and_an_orphan(tmp_path: Path) -> None:
    large = MESSAGE + b"x" * 100_000
    store = SqliteStore(tmp_path / "spool")
    lost, kept, small = (asyncio.run(put(store, data)) for data in (large, large, MESSAGE))
    store.close()
    (store.spool.bodies / lost).unlink()
    (store.spool.bodies / "tmp.99.a").write_bytes(b"half")
    store = SqliteStore(tmp_path / "spool")
    found = asyncio.run(store.due(2e10, 1e9, 10))
    store.close()
    assert [ids.encode(number) for number in found.numbers] == [kept, small]
    assert store.recovered == Plan(remove_files=("tmp.99.a",), hold=(ids.decode(lost) or 0,))
    assert [path.name for path in store.spool.bodies.iterdir()] == [kept]
