"""Prefixes and suffixes as languages, against what the daemon takes off a name."""

from __future__ import annotations

from itertools import product

import pytest

from smail_compiler.emit.affixes import prefix_of, suffix_of
from smail_compiler.emit.fields import Fields
from smail_compiler.ir.program import Entry, Setting
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_lint.facts.affixes import affixed, is_exact
from smail_lint.facts.language import NAMES
from smail_runtime.routing.directors.affix import bare
from smail_testkit.hand_made import NOWHERE

WORDS = ["".join(word) for size in range(1, 6) for word in product("ab-", repeat=size)]


def director(prefix: str, suffix: str) -> Entry:
    known = facts.attributes(FileKind.DIRECTOR, "aliasfile", extended=True)

    private = tuple(
        Setting(known[name], value, NOWHERE.span(0))
        for name, value in (("prefix", prefix), ("suffix", suffix))
        if value
    )
    return Entry(FileKind.DIRECTOR, "any", "aliasfile", (), private, None, None, known=True)


@pytest.mark.parametrize("suffix", ["", "-", "a-", "b$", "(a|b-)$", "(ab)*$", "-[ab]+$", "[ab]{2}$"])
@pytest.mark.parametrize("prefix", ["", "a", "-b", "^a", "^(a|b-)", "^(ab)*", "^[ab]+-", "^.a"])
def test_the_names_are_those_that_the_daemon_looks_at(prefix: str, suffix: str) -> None:
    entry = director(prefix, suffix)
    private = Fields(entry, private=True)
    front, back = prefix_of(private), suffix_of(private)
    names = affixed(entry, NAMES)
    taken = [word for word in WORDS if bare(word, front, back) is not None]
    possible = [word for word in WORDS if word in names]
    if is_exact(entry) or not (prefix and suffix):
        assert possible == taken
    assert set(taken) <= set(possible)
