"""Queue ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.queue.ids import QueueIds, decode, encode

NUMBERS = st.integers(0, 2**55 - 1)


@given(NUMBERS, NUMBERS)
def test_ids_come_back_and_sort_by_age(first: int, second: int) -> None:
    assert decode(encode(first)) == first
    assert decode(encode(first).upper()) == first
    assert (encode(first) < encode(second)) == (first < second)


@pytest.mark.parametrize(
    "text", ["", "0" * 10, "0" * 12, "0000000000u", "0000000000_", "../../../aa", "٠" * 11, "0" * 11 + "\n"]
)
def test_other_text_is_no_id(text: str) -> None:
    assert decode(text) is None


def test_ids_grow_whatever_the_clock_does() -> None:
    times = iter([5.0, 5.0, 1.0, 6.0])
    source = QueueIds(0, lambda: next(times))
    issued = [source.next() for _ in range(4)]
    assert issued == sorted(set(issued))
