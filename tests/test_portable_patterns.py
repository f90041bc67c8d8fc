"""Patterns mean the same in every Python we support.

Before 3.11.5 a possessive repeat of a group, `(...)*+`, keeps what a failed last round had consumed (CPython issue
106052). The atomic form `(?>(...)*)` is right everywhere, and possessive repeats of a single character class are too.
"""

from __future__ import annotations

import re

from smail_testkit.commands import TOP

POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)[*+?]\+")
SOURCES = [
    path
    for folder in ("compiler", "lint", "runtime")
    for pattern in ("*.py", "*.lark")
    for path in sorted((TOP / folder).rglob(pattern))
]


def test_no_possessive_repeat_of_a_group() -> None:
    assert len(SOURCES) > 100
    assert [path.name for path in SOURCES if POSSESSIVE_GROUP.search(path.read_text(encoding="utf-8"))] == []
