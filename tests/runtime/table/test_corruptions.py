"""Damage of every sort, in tables of three sizes: refused, or of no effect on what is read."""

from __future__ import annotations

import os
import random
import struct
import tracemalloc
from collections.abc import Callable
from functools import cache

import pytest

from smail_compiler.emit.container import assemble
from smail_runtime.table import Table, TableError, layout, open_bytes
from smail_testkit.tables import index_part, program, record_part, sealed

MANY = 100_000
SIZES = (3, 5_000, 40_000)  # keys; the last table is larger than what is checked at once
PARTS = 40
ROUNDS = MANY // (len(SIZES) * PARTS) + 1 if os.environ.get("SMAIL_SLOW") else 10
ASKED = 25
MEMORY = 10_000_000

Damage = Callable[[random.Random, bytes], bytes]


@cache
def whole(keys: int) -> bytes:
    rows = [(b"user.name%d" % number, b"box%d@host.example.org" % number, number + 1) for number in range(keys)]
    return assemble([record_part(layout.PROGRAM, program()), index_part("aliases", rows)])


def flip(dice: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 20))):
        changed[dice.randrange(len(changed))] ^= dice.randrange(1, 256)
    return bytes(changed)


def cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data))]


def splice(dice: random.Random, data: bytes) -> bytes:
    """Some bytes doubled, lost, or put where others were."""
    start, other = dice.randrange(len(data)), dice.randrange(len(data))
    length = dice.choice((1, 8, 32, layout.BLOCK, dice.randrange(1, len(data))))
    piece = data[start : start + length]
    return data[:other] + piece + data[other + dice.choice((0, len(piece), len(piece))) :]


def asked(table: Table, dice: random.Random, keys: int) -> None:
    """Everything that is answered is answered as by the table that is whole."""
    assert table.program == program()
    for _ in range(ASKED):
        number = dice.randrange(keys)
        assert table.lookup("aliases", b"user.name%d" % number) == b"box%d@host.example.org" % number
        assert table.line("aliases", b"user.name%d" % number) == number + 1
        assert table.lookup("aliases", b"nobody%d" % number) is None


@pytest.mark.parametrize("keys", SIZES)
@pytest.mark.parametrize("part", range(PARTS) if os.environ.get("SMAIL_SLOW") else range(1))
def test_damage_is_refused_or_without_effect(keys: int, part: int) -> None:
    """100,000 damages with SMAIL_SLOW set (`make slow`)."""
    dice, good = random.Random(part), whole(keys)
    for _ in range(ROUNDS):
        bad = dice.choice((flip, flip, cut, splice))(dice, good)
        if bad == good:
            continue
        try:
            table = open_bytes(bad)
        except TableError:
            continue
        try:
            asked(table, dice, keys)
        except TableError as refused:
            assert "damaged" in str(refused)
        with pytest.raises(TableError, match="damaged"):
            table.verify()


@pytest.mark.parametrize("keys", SIZES[:2])
def test_lies_with_right_digests_cost_no_memory(keys: int) -> None:
    """Any number anywhere in header, directory, index or records, and everything sealed again."""
    dice, good = random.Random(keys), whole(keys)
    body = layout.HEADER.unpack_from(good)[5]
    tracemalloc.start()
    try:
        for _ in range(400 if os.environ.get("SMAIL_SLOW") else 60):
            lie = bytearray(good[:body])
            form = dice.choice(("<H", "<I", "<Q"))
            number = dice.choice((0, 1, 2**15, 2**16 - 1, 2**31, 2**32 - 1, 2**63, 2**64 - 1))
            at = dice.choice((dice.randrange(150), dice.randrange(body - 8)))
            struct.pack_into(form, lie, at, number & 2 ** (8 * struct.calcsize(form)) - 1)
            sealed_lie = sealed(bytes(lie))
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            _read_all(sealed_lie, dice, keys)
            assert tracemalloc.get_traced_memory()[1] - before < MEMORY
    finally:
        tracemalloc.stop()


def _read_all(data: bytes, dice: random.Random, keys: int) -> None:
    """Whatever it says, or a refusal: never anything else."""
    try:
        table = open_bytes(data)
        _ = table.program
        for _ in range(ASKED):
            number = dice.randrange(keys)
            table.lookup("aliases", b"user.name%d" % number)
            table.line("aliases", b"user.name%d" % number)
    except (TableError, KeyError):  # the name of the section may be another now
        return
