"""Text databases at run time mean what they mean to the compiler (sections 1 and 15)."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smail_compiler.syntax.kinds import COLUMN_ONE
from smail_compiler.syntax.parse import parse_aliases
from smail_compiler.text.source import SourceFile
from smail_runtime.routing.lsearch import Hit, bsearch, lsearch

DATABASE = b"""# head
\tfirst: one # trailing
second two,\\
    three
third # why
    : four
# between

fourth:
\tfive  # inner
\tsix
third: never
quoted: "a # b" # c
"""


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        (b"first", b"one", 2),
        (b"SECOND", b"two,three", 3),
        (b"third", b"four", 5),
        (b"fourth", b"five  # inner\n\tsix", 9),
        (b"quoted", b'"a # b"', 13),
    ],
)
def test_found(key: bytes, value: bytes, line: int) -> None:
    assert lsearch(DATABASE, key) == (value, line, None)


@pytest.mark.parametrize("key", [b"", b"fif", b"firs", b"first:", b"#", b"five", b"two,"])
def test_absent(key: bytes) -> None:
    assert lsearch(DATABASE, key) is None


PATTERNS = rb"""
early: exact
"sales.*|e..ly" : sales
"[a": broken
"unclosed: x
SALES-eu: never
later: exact
".*\.x y:z" two
"""


@pytest.mark.parametrize(
    ("key", "found"),
    [
        (b"early", Hit(b"exact", 2)),
        (b"SALES-eu", Hit(b"sales", 3, "sales.*|e..ly")),
        (b"eXXly", Hit(b"sales", 3, "sales.*|e..ly")),
        (b"later", Hit(b"exact", 7)),
        (b"a.x y:z", Hit(b"two", 8, r".*\.x y:z")),
        (b"[a", None),
        (b"presales", None),
    ],
)
def test_quoted_keys_are_patterns_and_the_first_entry_that_fits_counts(key: bytes, found: Hit | None) -> None:
    assert lsearch(PATTERNS, key) == found


@pytest.mark.parametrize(
    ("key", "value"),
    [(b"a", b"one"), (b"B", b" two"), (b"c", b": v"), (b"d", b'"x'), (b"x", None), (b"", None)],
)
def test_bsearch_takes_one_separator_and_cuts_at_the_first_hash(key: bytes, value: bytes | None) -> None:
    found = bsearch(b'a:one \nb: two\nc : v\nd:"x#y"\n', key)
    assert (found and found[0]) == value


PIECES = st.sampled_from(["a", "b", "key", ":", " ", "\t", "\n", "\n ", "\\\n  ", "\\", "#", '"', "x,", "\r", "\\\\"])


@given(st.lists(PIECES, max_size=24).map("".join))
def test_the_run_time_search_finds_what_the_compiler_reads(text: str) -> None:
    data = text.encode()
    parsed = parse_aliases(SourceFile("aliases", data))
    # A quoted value cut by column 1 is an error, and the compiler reads on as if it were whole.
    assume(all(one.kind != COLUMN_ONE for one in parsed.diagnostics))
    patterns = {node.value for node in parsed.nodes if node.is_pattern}
    first: dict[str, str] = {}
    for node in parsed.nodes:
        if node.key and not node.is_pattern:
            first.setdefault(node.key.lower(), node.value)
    for key in {*first, "a", "key", "ab"}:
        found = lsearch(data, key.encode())
        if found is not None and found.pattern is not None:
            assert found.value.decode() in patterns
            continue
        assert (None if found is None else found[0].decode()) == first.get(key)
