"""The literate cases of the front end: every file is parsed, and its findings are exactly those it names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from smail_compiler.syntax import parse
from smail_compiler.syntax.templates import parse_command, parse_text
from smail_compiler.text.diagnostic import Diagnostic, has_errors
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
        case "expansions":
            return line_by_line(source, parse_text)
        case "commands":
            return line_by_line(source, parse_command)
    raise AssertionError(f"no parser for {language!r}")


def line_by_line(
    source: SourceFile, read: Callable[..., tuple[object, tuple[Diagnostic, ...]]]
) -> tuple[Diagnostic, ...]:
    """Each line of the file as one value; a value is understood exactly if it has no error."""
    found: list[Diagnostic] = []
    for start, line in zip(source.line_starts, source.latin1.splitlines(), strict=False):
        tree, findings = read(line, tuple(range(start, start + len(line) + 1)), source)
        assert (tree is None) == has_errors(findings), line
        found += findings
    return tuple(found)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_findings_are_those_named(case: Case) -> None:
    for block in case.blocks:
        source = SourceFile(block.info, block.text.encode())
        assert differences(block.expected, findings(block.info, source)) == [], f"{case.document}:{block.line}"
