"""Rounds of repairs: until nothing is left, never in circles, and taken back when they do harm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.cli.repairing import Mended, Subject, mend
from smail_lint.report.findings import Findings

KIND = Kind("SM998", "planted", Severity.WARNING)
WRONG = Kind("SM999", "wrong", Severity.ERROR)


def places(source: SourceFile, word: bytes) -> list[int]:
    """Where a word stands."""
    return [at for at in range(len(source.data)) if source.data.startswith(word, at)]


def offer(source: SourceFile, at: int, size: int, text: str, safety: str = "unsafe") -> Diagnostic:
    """A finding that offers to replace some bytes."""
    place = source.span(at, at + size)
    return Diagnostic(KIND, f"not {place.text}", place, fix=Fix(f"write {text}", safety, (Edit(place, text),)))


def repaired(directory: Path, text: bytes, find: Callable[[SourceFile], list[Diagnostic]]) -> tuple[bytes, Mended]:
    """A file after all repairs that a checker offers; the file itself must stay."""
    file = directory / "config"
    file.write_bytes(text)

    def check(given: Mapping[str, bytes]) -> Findings:
        source = SourceFile("config", given.get(str(file), text))
        return Findings(tuple(find(source)), 1)

    mended = mend(Subject(directory, check, lambda _: []), lambda one: one.fix is not None)
    assert file.read_bytes() == text
    return (mended.files[0].data if mended.files else text), mended


def swap(word: bytes, other: str) -> Callable[[SourceFile], list[Diagnostic]]:
    """A checker that wants another word."""
    return lambda source: [offer(source, at, len(word), other) for at in places(source, word)]


def test_repairs_go_on_until_nothing_is_left(tmp_path: Path) -> None:
    data, mended = repaired(tmp_path, b"badbad bad", swap(b"bad", "ok"))
    assert (data, mended.repairs, mended.refused) == (b"okok ok", 3, ())
    assert mended.files[0].repairs == 3


def test_repair_whose_finding_stays_is_taken_back(tmp_path: Path) -> None:
    data, mended = repaired(tmp_path, b"bad", swap(b"bad", "worse bad"))
    assert (data, mended.files, mended.repairs) == (b"bad", (), 0)
    assert [one.reason for one in mended.refused] == ["the finding would stay"]


def test_repair_that_makes_a_mistake_is_taken_back_and_others_are_kept(tmp_path: Path) -> None:
    def find(source: SourceFile) -> list[Diagnostic]:
        wrong = [Diagnostic(WRONG, "wrong", source.span(at)) for at in places(source, b"!")]
        return [*wrong, *swap(b"a", "1")(source), *swap(b"b", "!")(source), *swap(b"c", "3")(source)]

    data, mended = repaired(tmp_path, b"a b c b a", find)
    assert (data, mended.repairs) == (b"1 b 3 b 1", 3)
    assert {one.reason for one in mended.refused} == {"there would be another mistake instead"}


def test_repairs_that_undo_each_other_end(tmp_path: Path) -> None:
    def find(source: SourceFile) -> list[Diagnostic]:
        return [*swap(b"day", "night")(source), *swap(b"night", "day")(source)]

    _, mended = repaired(tmp_path, b"day", find)
    assert mended.repairs <= 3


def test_repair_that_always_finds_more_ends(tmp_path: Path) -> None:
    def find(source: SourceFile) -> list[Diagnostic]:
        return [Diagnostic(KIND, f"{len(source.data)} bytes", source.span(0), fix=_more(source))]

    _, mended = repaired(tmp_path, b"", find)
    assert 0 < mended.repairs < 100


def _more(source: SourceFile) -> Fix:
    return Fix("more", "unsafe", (Edit(source.span(0, 0), "x"),))
