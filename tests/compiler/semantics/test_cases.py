"""The literate cases of the semantics: each block is a file of one site, and its findings are those it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.pipeline import load
from smail_compiler.text.diagnostic import Diagnostic
from smail_testkit.cases import Case, read_cases
from smail_testkit.matching import differences

DOCUMENTS = sorted((Path(__file__).parent / "cases").glob("*.md"))
CASES = [case for document in DOCUMENTS for case in read_cases(document)]


def write(case: Case, directory: Path) -> None:
    """The files of a case, each named by its info string."""
    for block in case.blocks:
        path = directory / block.info
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_findings_are_those_named(case: Case, tmp_path: Path) -> None:
    write(case, tmp_path)
    found: dict[str, list[Diagnostic]] = {}
    for one in load(tmp_path).diagnostics:
        found.setdefault(one.at.source.path, []).append(one)
        assert one.help, f"{one.kind.code} leaves the reader without a next step"
        assert not one.message.endswith(".")
    for block in case.blocks:
        wrong = differences(block.expected, tuple(found.pop(block.info, ())))
        assert wrong == [], f"{case.document}:{block.line}"
    assert found == {}
