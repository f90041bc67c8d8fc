"""The hash index: it says what a dictionary says, and never reads outside itself."""

from __future__ import annotations

import contextlib
import struct

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smail_compiler.emit.container import assemble
from smail_compiler.emit.index import IndexTooLargeError, Row, pack_index
from smail_runtime.table import open_bytes
from smail_runtime.table.blocks import Blocks
from smail_runtime.table.errors import DamageError
from smail_runtime.table.index import Index, finder
from smail_runtime.table.layout import INDEX, KIND_INDEX, SLOT, Section, home_slots
from smail_testkit.tables import ROWS, index_part, sealed, small_table

KEYS = st.one_of(st.binary(max_size=6), st.sampled_from([b"a", b"A", b"aB", b"Ab", b"\xc4", b"\xe4", b"joe", b"JOE"]))
ROWSETS = st.lists(st.tuples(KEYS, st.binary(max_size=9), st.integers(1, 2**32 - 1)), max_size=60)
# Two pairs of keys with one CRC-32 each.
COLLIDING: list[Row] = [(b"plumless", b"1", 1), (b"buckeroo", b"2", 2), (b"codding", b"3", 3), (b"gnu", b"4", 4)]


def packed(rows: list[Row]) -> Index:
    data = b"".join(pack_index(rows, 0))
    return in_a_body(data, 0, len(data))


def in_a_body(body: bytes, start: int, length: int) -> Index:
    """An index among other bytes."""
    return Index(body, Section("x", KIND_INDEX, start, length), Blocks(sealed(body), len(body)))


def expected(rows: list[Row]) -> dict[bytes, tuple[bytes, int]]:
    first: dict[bytes, tuple[bytes, int]] = {}
    for key, value, line in rows:
        first.setdefault(key.lower(), (value, line))
    return first


@settings(max_examples=150, deadline=None)
@given(rows=ROWSETS, others=st.lists(KEYS, max_size=20))
@example(rows=COLLIDING, others=[b"plumles", b""])
@example(rows=[], others=[b"", b"x"])
def test_index_equals_dictionary(rows: list[Row], others: list[bytes]) -> None:
    index, model = packed(rows), expected(rows)
    find = finder(index)
    for key in [*others, *(key for key, _, _ in rows)]:
        for spelled in (key, key.upper(), key.lower(), key.swapcase()):
            want = model.get(spelled.lower())
            assert find(spelled) == (want[0] if want else None)
            assert index.line(spelled) == (want[1] if want else None)
    assert [(key, (value, line)) for key, value, line in index.items()] == list(model.items())


def test_colliding_keys_share_a_code() -> None:
    from zlib import crc32

    assert crc32(b"plumless") == crc32(b"buckeroo")


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 7, 8, 9, 1000, 1024, 1025])
def test_a_third_of_the_slots_is_free(count: int) -> None:
    assert max(1, 1.5 * count) <= home_slots(count) <= max(1, 1.5 * count + 0.5)


def test_long_keys_and_values() -> None:
    rows = [
        (b"k" * size, b"v" * other, 5) for size in (1, 65534, 65535, 70000) for other in (0, 65534, 65535, 200_000)
    ]
    rows = [(key + b"%d" % number, value, line) for number, (key, value, line) in enumerate(rows)]
    index = packed(rows)
    find = finder(index)
    assert [(find(key), index.line(key)) for key, _, _ in rows] == [(value, 5) for _, value, _ in rows]
    assert list(index.items()) == rows


def test_repeats_among_colliding_keys_are_left_out() -> None:
    rows = [
        *COLLIDING,
        *((key.upper(), b"again", 9) for key, _, _ in COLLIDING),
        (b"more", b"", 10),
        (b"More", b"x", 11),
    ]
    assert list(packed(rows).items()) == [*COLLIDING, (b"more", b"", 10)]


def test_many_keys_need_few_probes() -> None:
    index = packed([(b"user.name%d" % number, b"", 1) for number in range(20_000)])
    free = longest = run = 0
    for at in range(index.slots, index.records, SLOT.size):
        used = SLOT.unpack_from(index.data, at)[1]
        run = run + 1 if used else 0
        free += not used
        longest = max(longest, run)
    assert free >= 10_000
    assert longest < 128


def test_more_than_an_index_can_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smail_compiler.emit.index.INDEX_LIMIT", 100)
    with pytest.raises(IndexTooLargeError, match="keys need"):
        pack_index(ROWS, 0)


def test_table_methods() -> None:
    table = open_bytes(small_table())
    assert table.sections == ("aliases",)
    assert table.lookup("aliases", b"POSTMASTER") == b"root"
    assert table.lookup("aliases", b"empty") == b""
    assert table.lookup("aliases", b"absent") is None
    assert table.line("aliases", b"Team") == 4
    assert table.line("aliases", b"absent") is None
    assert list(table.keys("aliases")) == [b"postmaster", b"team", b"empty"]
    assert table.size("aliases") == 3
    assert table.file("aliases") == "aliases"


@pytest.mark.parametrize("method", ["lookup", "line"])
def test_unknown_section_is_a_key_error(method: str) -> None:
    with pytest.raises(KeyError):
        getattr(open_bytes(small_table()), method)("program", b"x")
    with pytest.raises(KeyError):
        open_bytes(small_table()).keys("nowhere")


def test_index_may_be_named_like_a_section_of_records() -> None:
    table = open_bytes(assemble([index_part("program", ROWS), index_part("b:\udcff c", ROWS[:1])]))
    assert table.lookup("program", b"team") == ROWS[1][1]
    assert table.lookup("b:\udcff c", b"postmaster") == b"root"


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_lying_numbers_never_lead_outside(data: st.DataObject) -> None:
    """Any 32-bit number anywhere in an index, the digest not looked at: an answer or DamageError, in bounded time."""
    before, behind = b"SECRET-BEFORE..." * 3, b"SECRET-BEHIND" * 3
    good = bytearray(b"".join(pack_index([*ROWS, *COLLIDING], 0)))
    at = data.draw(st.integers(0, len(good) - 4))
    number = data.draw(st.one_of(st.integers(0, 2**32 - 1), st.integers(0, 200), st.just(2**32 - 1)))
    struct.pack_into("<I", good, at, number)
    whole = before + bytes(good) + behind
    try:
        index = in_a_body(whole, len(before), len(good))
    except DamageError:
        return
    find = finder(index)
    for key, _, _ in [*ROWS, *COLLIDING]:
        for ask in (find, index.line):
            try:
                answer = ask(key)
            except DamageError:
                continue
            assert answer is None or isinstance(answer, int) or b"SECRET" not in answer
    with contextlib.suppress(DamageError):
        assert all(b"SECRET" not in key + value for key, value, _ in index.items())


def test_header_of_an_index_is_checked() -> None:
    data = b"".join(pack_index(ROWS, 0))
    with pytest.raises(DamageError, match="cut short"):
        in_a_body(data, 0, INDEX.size - 1)
    with pytest.raises(DamageError, match="contradicts itself"):
        in_a_body(data, 0, len(data) - 1)
