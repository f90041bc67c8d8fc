"""`smail-query diff` on random pairs: what it reports is so; what trying many addresses finds is there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

import msgspec
import pytest

from smail_compiler.emit.table import emit
from smail_compiler.pipeline import load
from smail_lint.query.diff.answer import Difference, difference, kinds
from smail_lint.query.diff.programs import unlike_transports
from smail_lint.query.modelled.sides import Setting, described
from smail_lint.query.modelled.way import Question
from smail_lint.query.target import Opened
from smail_runtime.routing.described.script import Script
from smail_runtime.table import open_bytes
from smail_testkit.site import write_site
from tests.reference.draw import Drawn
from tests.reference.draw_pairs import pair, with_files
from tests.reference.names import NAMES, OURS, THEIRS

SLOW = bool(os.environ.get("SMAIL_SLOW"))
CHUNKS = tuple(range(first, first + 20) for first in range(0, 1000, 20)) if SLOW else ((31,), (66,), (490,), (585,))
"""The numbers of the pairs: 1,000 with SMAIL_SLOW set (`make slow`), else some in which something was missed once."""
DRAWN = 200 if SLOW else 60
ALPHABET = "aj@!%"
LONGEST = 4 if SLOW else 3
HOSTS = (*OURS, *THEIRS)


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda chunk: f"{chunk[0]} to {chunk[-1]}")
def test_what_is_reported_is_what_is_found(chunk: Sequence[int]) -> None:
    """Every pair has a number, so that it can be drawn again."""
    for seed in chunk:
        drawn, files = pair(seed, DRAWN)
        setting = _setting(drawn, with_files(drawn, files))
        found = difference([setting])
        assert _false(found, setting) == [], f"pair {seed}"
        assert _missing(found, setting, drawn) == {}, f"pair {seed}"


def _setting(old: Drawn, new: Drawn) -> Setting:
    targets = [("old", _opened(old)), ("new", _opened(new))]
    return described(targets, msgspec.convert(old.world, Script), Path("/"), "drawn")


def _opened(drawn: Drawn) -> Opened:
    with tempfile.TemporaryDirectory() as directory:
        return Opened(open_bytes(emit(load(write_site(Path(directory), drawn.files)).site)), None)


def _false(found: Difference, setting: Setting) -> list[str]:
    """Witnesses that do not replay."""
    asked = ((one, tuple(side.way(one.question) for side in setting.sides)) for one in found.classes)
    transports = _transports(setting)
    return [one.question.address for one, ways in asked if one.kind not in kinds(ways[0], ways[1], transports)]


def _missing(found: Difference, setting: Setting, drawn: Drawn) -> dict[str, str]:
    """Addresses that go another way in a manner that no class tells of, one for each."""
    known = {one.kind for one in found.classes}
    old, new = setting.sides
    transports = _transports(setting)
    missing: dict[str, str] = {}
    for address in dict.fromkeys(_every(drawn)):
        question = Question(address)
        for kind in kinds(old.way(question), new.way(question), transports):
            if kind not in known:
                missing.setdefault(str(kind), address)
    return missing


def _transports(setting: Setting) -> frozenset[str]:
    programs = [side.data.program for side in setting.sides]
    return unlike_transports(programs[0], programs[1])


def _every(drawn: Drawn) -> Iterator[str]:
    """All texts up to a length over a few characters, all names at all hosts, and drawn addresses of every form."""
    for length in range(1, LONGEST + 1):
        yield from map("".join, product(ALPHABET, repeat=length))
    yield from NAMES
    yield from (f"{name}@{host}" for name, host in product(NAMES, HOSTS))
    yield from drawn.addresses
