"""Which aliases lead to many: the same as following every way by hand, and never without end."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.pipeline import load
from smail_lint.facts import alias_reach
from smail_lint.facts.alias_reach import broad_aliases
from smail_lint.facts.site_facts import SiteFacts
from smail_testkit.site import write_site

KEYS = [f"k{number}" for number in range(6)]
ITEMS = st.sampled_from([*KEYS, *(f"{one}@far.example" for one in "abcdef")])
FILES = st.dictionaries(st.sampled_from(KEYS), st.lists(ITEMS, min_size=1, max_size=4), min_size=1)
DIRECTORS = "aliases: driver=aliasfile; file=aliases, proto=lsearch\nuser: driver=user; transport=local\n"


def _facts(path: Path, entries: dict[str, list[str]]) -> SiteFacts:
    text = "".join(f"{key}: {', '.join(items)}\n" for key, items in entries.items())
    loaded = load(write_site(path, {"directors": DIRECTORS, "aliases": text}))
    return SiteFacts(loaded.site, loaded.diagnostics)


def _met(entries: dict[str, list[str]], key: str) -> set[str]:
    """All keys on the ways from a key."""
    met, waiting = {key}, [key]
    while waiting:
        behind = {item for item in entries[waiting.pop()] if item in entries} - met
        met |= behind
        waiting += behind
    return met


def _ends(entries: dict[str, list[str]], key: str) -> set[str]:
    """All addresses that mail for a key ends at; a name in its own entry goes on to the accounts."""
    items = ((own, item) for own in _met(entries, key) for item in entries[own])
    return {item for own, item in items if item not in entries or item == own}


@settings(max_examples=60, deadline=None)
@given(FILES, st.integers(1, 6))
def test_the_same_as_by_hand(entries: dict[str, list[str]], limit: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        told = {one.entry.key for one in broad_aliases(_facts(Path(directory), entries), limit)}
    broad = {key for key in entries if len(_ends(entries, key)) > limit}
    assert told <= broad
    wide = {key for key in broad if len(entries[key]) > 1}
    assert {key for key in wide if all(key not in _met(entries, one) for one in wide - {key})} <= told <= wide
    assert wide <= set().union(*(_met(entries, key) for key in told))


def test_tangled_files_are_left_in_time(tmp_path: Path) -> None:
    """Each entry leads to all behind it: without an end to the work that would be millions of ways."""
    many = 6000
    entries = {f"k{one}": [f"k{one + 1}", f"a{one % 7}@far.example"] for one in range(many)}
    facts = _facts(tmp_path, entries | {f"k{many}": ["b@far.example"]})
    began = time.process_time()
    (one,) = broad_aliases(facts, 100)
    assert one.may
    assert one.others > 0
    assert time.process_time() - began < 20
    assert many * many > alias_reach.MOST_STEPS
