"""The formats for programs: documented shape, valid output for any bytes, stable fingerprints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Label
from smail_compiler.text.source import SourceFile
from smail_lint.report.concise import concise
from smail_lint.report.findings import Findings
from smail_lint.report.fingerprint import fingerprints
from smail_lint.report.github import github
from smail_lint.report.json import as_json
from smail_lint.report.page import Page
from smail_lint.report.sarif import sarif
from smail_testkit.golden import Golden
from tests.lint.report import planted

SCHEMA = Path(__file__).parents[2] / "data" / "sarif" / "sarif-schema-2.1.0.json"
ALL = Findings(planted.everything(), 2)
PAGES = [
    Page(kind.code, kind.name, kind.severity, "family", "0.1", None, False, "What it is.", (("Better", "So."),))
    for kind in (planted.UNKNOWN, planted.OLD)
]


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text()))


def junk(data: bytes, message: str) -> Findings:
    """A finding on hostile bytes in a file of a hostile name."""
    source = SourceFile("dir ectory/\udcffname", data)
    edit = Edit(source.span(0, 1), message)
    whole = source.span(0, len(data))
    label = Label(source.span(2, 3), message)
    fix = Fix(message, "show", (edit,))
    return Findings((Diagnostic(planted.OLD, message, whole, (label,), (message,), message, message, None, fix),), 1)


def test_concise(golden: Golden) -> None:
    golden.check("concise.txt", concise(ALL))


def test_json(golden: Golden) -> None:
    golden.check("report.json", as_json(ALL))


def test_json_has_the_documented_keys() -> None:
    report = json.loads(as_json(ALL))
    assert report["schema_version"] == 1
    assert report["summary"] == {"error": 2, "warning": 1, "info": 1, "style": 1}
    first = report["findings"][0]
    places = {"file": "transports", "line": 4, "column": 2, "end_line": 4, "end_column": 11}
    assert first | places == first
    assert first["category"] == "unknown-attribute"
    assert first["labels"][0]["line"] == 2
    assert first["fix"]["safety"] == "safe"


def test_columns_count_code_points() -> None:
    source = SourceFile("config", "größe=ü bad\n".encode())
    found = Diagnostic(planted.OLD, "m", source.span(11, 14))
    finding = json.loads(as_json(Findings((found,), 1)))["findings"][0]
    assert (finding["column"], finding["end_column"]) == (9, 12)


def test_github(golden: Golden) -> None:
    golden.check("github.txt", github(ALL))


def test_sarif(golden: Golden, validator: Draft4Validator) -> None:
    text = sarif(ALL, PAGES, "0.1.0")
    validator.validate(json.loads(text))
    golden.check("report.sarif", text)


def test_sarif_validator_is_awake(validator: Draft4Validator) -> None:
    broken = json.loads(sarif(ALL, PAGES, "0.1.0"))
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not validator.is_valid(broken)


@given(st.binary(max_size=60), st.text(max_size=30) | st.just("\udc80\udcff"))
@settings(max_examples=40, deadline=None)
def test_any_bytes_give_valid_output(data: bytes, message: str) -> None:
    findings = junk(data, message)
    json.loads(as_json(findings))
    log = json.loads(sarif(findings, PAGES, "0.1.0"))
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "dir%20ectory/%FFname"
    )
    concise(findings).encode()
    assert github(findings).encode().count(b"\n") == 1


def test_hostile_bytes_are_valid_sarif(validator: Draft4Validator) -> None:
    validator.validate(json.loads(sarif(junk(b"\xff\x00\n\x1b", "\udcff\n"), PAGES, "0.1.0")))


def test_fingerprints_survive_new_lines_above_and_tell_twins_apart() -> None:
    def two(data: bytes) -> tuple[Diagnostic, ...]:
        source = SourceFile("config", data)
        first = data.index(b"bad")
        second = data.index(b"bad", first + 1)
        return tuple(Diagnostic(planted.OLD, "m", source.span(at, at + 3)) for at in (first, second))

    before = list(fingerprints(two(b"bad\nbad\n")))
    after = list(fingerprints(two(b"# new\n\nbad\nother\n  bad\n")))
    assert before == after
    assert len(set(before)) == 2
