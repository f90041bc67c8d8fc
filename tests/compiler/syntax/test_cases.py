"""The literate cases of the front end: every file is parsed, and its findings are exactly those it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.syntax import parse
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile
from smail_testkit.cases import Case, read_cases
from smail_testkit.matching import differences

DOCUMENTS = sorted((Path(__file__).parent / "cases").glob("*.md"))
CASES = [case for document in DOCUMENTS for case in read_cases(document)]


def findings(language: str, source: SourceFile) -> tuple[Diagnostic, ...]:
    """What the parser of a kind of file says."""
    match language:
        case "config":
            return parse.parse_config(source).diagnostics
        case "directors" | "routers" | "transports":
            return parse.parse_table(source).diagnostics
        case "retry" | "qualify" | "methods":
            return parse.parse_rows(source, language).diagnostics
        case "aliases":
            return parse.parse_aliases(source).diagnostics
        case "list":
            return parse.parse_list(source).diagnostics
    raise AssertionError(f"no parser for {language!r}")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_findings_are_those_named(case: Case) -> None:
    for block in case.blocks:
        source = SourceFile(block.info, block.text.encode())
        assert differences(block.expected, findings(block.info, source)) == [], f"{case.document}:{block.line}"
