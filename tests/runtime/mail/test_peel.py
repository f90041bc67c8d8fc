"""Peeling: local hosts and quotes come off, each pass is parsed anew (section 10.4)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_runtime.mail.address import Address, AddressError
from smail_runtime.mail.peel import passes

HERE = frozenset({"here", "mail.here.example"})


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("joe", ["joe"]),
        ("joe@HERE", ["joe@HERE", "joe"]),
        ("joe%far@here", ["joe%far@here", "joe%far"]),
        ("here!mail.here.example!joe", ["here!mail.here.example!joe", "mail.here.example!joe", "joe"]),
        ('"a@b"', ['"a@b"', "a@b"]),
        ('"a b"@here', ['"a b"@here', '"a b"', "a b"]),
        ("@here:joe@far", ["@here:joe@far", "joe@far"]),
        ("joe@sub.here", ["joe@sub.here"]),
        (r"\joe", [r"\joe", "joe"]),
    ],
)
def test_passes(text: str, seen: list[str]) -> None:
    assert [one.text for one in passes(text, HERE) if isinstance(one, Address)] == seen


def test_switch_counts_only_after_a_mailbox_was_peeled() -> None:
    switched = list(passes("x!y%z@here", HERE, switch_percent_and_bang=True))
    plain = list(passes("x!y%z", HERE, switch_percent_and_bang=True))
    assert [one.target for one in switched if isinstance(one, Address)] == ["here", "z"]
    assert [one.target for one in plain if isinstance(one, Address)] == ["x"]


@given(st.text(alphabet='ahere.@!%:,<>"\\[]', max_size=20))
def test_every_pass_is_shorter_than_the_one_before(text: str) -> None:
    sizes = [len(one.text) for one in passes(text, HERE) if not isinstance(one, AddressError)]
    assert all(later < earlier for earlier, later in pairwise(sizes))


def test_an_address_that_names_this_host_without_end_is_refused() -> None:
    *_, last = passes("here!" * 70 + "joe", frozenset({"here"}))
    assert isinstance(last, AddressError)
    assert last.category == "too-many-hops"
    *_, last = passes("here!" * 60 + "joe", frozenset({"here"}))
    assert isinstance(last, Address)
    assert last.text == "joe"
