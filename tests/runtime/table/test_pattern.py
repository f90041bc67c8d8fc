"""Tables of states: what contradicts itself is refused when it is decoded, whatever its digest says."""

from __future__ import annotations

import random

import msgspec
import pytest

from smail_compiler.emit.container import Part, assemble
from smail_compiler.semantics.patterns import compiled
from smail_runtime.table import TableError, layout, open_bytes
from smail_runtime.table.pattern import Pattern, PatternEntry
from smail_runtime.table.records import encode
from smail_testkit.tables import PATTERNS, index_part, pattern_part

MADE = compiled("ab*(c|d)")
assert isinstance(MADE, Pattern)
PATTERN = MADE


def damaged(**fields: object) -> bytes:
    """A section whose only pattern has other fields; it is not checked as it is made."""
    plain = dict(zip(PATTERN.__struct_fields__, msgspec.structs.astuple(PATTERN), strict=True)) | fields
    return msgspec.msgpack.encode([[list(plain.values()), 1, b"joe"]])


def opened(section: bytes) -> tuple[PatternEntry, ...]:
    parts = [index_part("a", []), Part("a", layout.KIND_PATTERNS, [section])]
    return open_bytes(assemble(parts), "t").patterns("a")


@pytest.mark.parametrize(
    "fields",
    [
        {"classes": PATTERN.classes[:255]},
        {"classes": b"\xff" * 256},
        {"width": 0},
        {"width": PATTERN.width + 1},
        {"width": 2**40},
        {"width": -1},
        {"moves": PATTERN.moves[:-1]},
        {"moves": PATTERN.moves[:-2]},
        {"moves": b"\xff" * len(PATTERN.moves)},
        {"moves": b"\1\0" + PATTERN.moves[2:]},
        {"moves": b"", "accepting": b""},
        {"accepting": PATTERN.accepting + b"\0"},
        {"accepting": b"\1", "moves": bytes(2 * PATTERN.width)},
        {"text": 7},
    ],
)
def test_a_pattern_that_contradicts_itself_is_refused(fields: dict[str, object]) -> None:
    assert opened(damaged()) == (PatternEntry(PATTERN, 1, b"joe"),)
    with pytest.raises(TableError, match="section 'a' is not what this release writes"):
        opened(damaged(**fields))


def test_random_damage_is_refused_or_gives_some_answer() -> None:
    chosen = random.Random(7)
    section = encode((PatternEntry(PATTERN, 1, b"joe"),))
    for _ in range(2000):
        changed = bytearray(section)
        for _ in range(chosen.randrange(1, 4)):
            changed[chosen.randrange(len(changed))] = chosen.randrange(256)
        try:
            entries = opened(bytes(changed[: chosen.randrange(len(changed))] if chosen.random() < 0.2 else changed))
        except TableError:
            continue
        for one in entries:
            assert one.pattern.fits(b"abbbd" * 20) in (True, False)


def test_a_table_with_patterns_is_checked_like_any_other() -> None:
    whole = assemble([index_part("aliases", []), pattern_part("aliases", PATTERNS)])
    chosen = random.Random(8)
    for _ in range(500):
        changed = bytearray(whole)
        changed[chosen.randrange(len(whole))] ^= chosen.randrange(1, 256)
        with pytest.raises(TableError):
            open_bytes(bytes(changed))
