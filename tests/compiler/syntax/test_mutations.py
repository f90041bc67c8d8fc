"""One mistake in a sound file is reported where it was made, and only there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from smail_compiler.syntax import parse
from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_compiler.text.source import SourceFile
from smail_testkit.mutations import Mutation, mutations

SITES = Path(__file__).parent / "sites"

READERS: dict[str, Callable[[SourceFile], tuple[Diagnostic, ...]]] = {
    "config": lambda source: parse.parse_config(source).diagnostics,
    "directors": lambda source: parse.parse_table(source).diagnostics,
    "routers": lambda source: parse.parse_table(source).diagnostics,
    "transports": lambda source: parse.parse_table(source).diagnostics,
    "retry": lambda source: parse.parse_rows(source, "retry").diagnostics,
    "aliases": lambda source: parse.parse_aliases(source).diagnostics,
}


def errors(name: str, text: str) -> list[Diagnostic]:
    """The errors in a file of a site."""
    found = READERS[name](SourceFile(name, text.encode("latin-1")))
    return [one for one in found if one.severity is Severity.ERROR]


def told(mutation: Mutation, found: list[Diagnostic]) -> str:
    """A mutation and its findings, to read when a test fails."""
    findings = "; ".join(f"{one.at.begin} {one.kind.code} {one.message}" for one in found)
    return f"line {mutation.line}, {mutation.what}: {findings}"


@pytest.mark.parametrize("name", READERS)
def test_the_sites_are_sound(name: str) -> None:
    assert errors(name, (SITES / name).read_text("ascii")) == []


@pytest.mark.parametrize("batch", range(4))
@pytest.mark.parametrize("name", READERS)
def test_a_mistake_is_reported_within_one_line_of_it(name: str, batch: int) -> None:
    text = (SITES / name).read_text("ascii")
    broken = 0
    for mutation in mutations(text, 100, f"{name} {batch}"):
        found = errors(name, mutation.text)
        broken += bool(found)
        assert all(abs(one.at.line - mutation.line) <= 1 for one in found), told(mutation, found)
    assert broken >= 10
