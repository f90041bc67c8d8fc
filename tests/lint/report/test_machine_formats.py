"""The formats for programs: documented shape, schemas, valid output for any bytes."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Label
from smail_compiler.text.source import SourceFile
from smail_lint.report.findings import Findings
from smail_lint.report.formats import FORMATS, Look
from smail_lint.report.json import as_json, schema
from smail_lint.report.page import Page
from smail_lint.report.sarif import sarif
from smail_lint.report.statistics import statistics, statistics_json
from smail_testkit.golden import Golden
from tests.lint.report import planted

DATA = Path(__file__).parents[2] / "data"
ALL = Findings((*planted.everything(), planted.injection()), 2)
PAGES = [
    Page(kind.code, kind.name, kind.severity, "family", "0.1", None, False, "What it is.", (("Better", "So."),))
    for kind in (planted.UNKNOWN, planted.OLD)
]
LOOK = Look(lambda: PAGES, "0.1.0")
GOLDEN = {
    "concise": "concise.txt",
    "grouped": "grouped.txt",
    "json": "report.json",
    "jsonl": "report.jsonl",
    "sarif": "report.sarif",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "checkstyle": "checkstyle.xml",
    "rdjson": "rdjson.json",
    "gcc": "gcc.txt",
    "azure": "azure.txt",
    "markdown": "markdown.md",
}


def written(form: str, findings: Findings) -> str:
    """Findings in a format."""
    return FORMATS[form](findings, LOOK)


def junk(data: bytes, message: str) -> Findings:
    """A finding on hostile bytes in a file of a hostile name."""
    source = SourceFile("dir ectory/\udcffname", data)
    edit = Edit(source.span(0, 1), message)
    whole = source.span(0, len(data))
    label = Label(source.span(2, 3), message)
    fix = Fix(message, "show", (edit,))
    found = Diagnostic(planted.OLD, message, whole, (label,), (message,), message, message, None, fix, (label,))
    return Findings((found,), 1)


def refused(form: str, text: str) -> list[str]:
    """What the schema of a format has against a text."""
    if form in ("junit", "checkstyle"):
        path = {"junit": "junit/junit-10.xsd", "checkstyle": "checkstyle/checkstyle.xsd"}[form]
        xml = etree.XMLSchema(etree.parse(str(DATA / path)))
        xml.validate(etree.fromstring(text.encode()))
        return [str(error) for error in xml.error_log]
    if form == "sarif":
        log = Draft4Validator(json.loads((DATA / "sarif" / "sarif-schema-2.1.0.json").read_text()))
        return [str(error) for error in log.iter_errors(json.loads(text))]
    if form in ("json", "jsonl"):
        own = json.loads(schema()) | ({"$ref": "#/$defs/finding"} if form == "jsonl" else {})
        if form == "jsonl":
            own = {"$defs": own["$defs"], "$ref": own["$ref"]}
        documents = text.splitlines() if form == "jsonl" else [text]
        validator = Draft202012Validator(own)
        return [str(error) for one in documents for error in validator.iter_errors(json.loads(one))]
    path = {"rdjson": "rdjson/rdjson.schema.json", "gitlab": "gitlab/codequality.schema.json"}[form]
    validator = Draft202012Validator(json.loads((DATA / path).read_text()))
    return [str(error) for error in validator.iter_errors(json.loads(text))]


WITH_SCHEMA = ("json", "jsonl", "sarif", "gitlab", "junit", "checkstyle", "rdjson")


@pytest.mark.parametrize("form", GOLDEN)
def test_every_shape(form: str, golden: Golden) -> None:
    golden.check(GOLDEN[form], written(form, ALL))


def test_every_format_has_a_golden_file() -> None:
    assert {*GOLDEN, "full"} == set(FORMATS)


@pytest.mark.parametrize("form", WITH_SCHEMA)
@pytest.mark.parametrize(
    "found",
    [ALL.found, (planted.hostile(),), junk(b"\xff\x00\n\x1b", "\udcff\n").found, ()],
    ids=["all", "hostile", "junk", "none"],
)
def test_schema(form: str, found: tuple[Diagnostic, ...]) -> None:
    assert refused(form, written(form, Findings(found, 2))) == []


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("json", '"severity": "error"', '"severity": "grave"'),
        ("jsonl", '"line":4', '"line":0'),
        ("sarif", '"startLine": 4', '"startLine": 0'),
        ("gitlab", '"severity": "critical"', '"severity": "grave"'),
        ("junit", '<testcase name="', '<testcase nam="'),
        ("checkstyle", 'severity="error"', 'severity="grave"'),
        ("rdjson", '"line": 4', '"line": "4"'),
    ],
)
def test_schemas_are_awake(form: str, right: str, wrong: str) -> None:
    text = written(form, ALL)
    assert right in text
    assert refused(form, text.replace(right, wrong)) != []


@pytest.mark.parametrize("file", sorted((DATA / "findings").iterdir()), ids=lambda file: file.name)
def test_old_reports_of_this_version_are_still_valid(file: Path) -> None:
    assert refused("json", file.read_text()) == []


@given(st.binary(max_size=60), st.text(max_size=30) | st.just("\udc80\udcff"))
@settings(max_examples=40, deadline=None)
def test_any_bytes_give_valid_output(data: bytes, message: str) -> None:
    findings = junk(data, message)
    for form in ("json", "jsonl", "gitlab", "rdjson"):
        json.loads(written(form, findings))
    for form in ("junit", "checkstyle"):
        ElementTree.fromstring(written(form, findings))
    log = json.loads(written("sarif", findings))
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "dir%20ectory/%FFname"
    )
    for form in ("concise", "github", "azure"):
        assert written(form, findings).encode().count(b"\n") == 1
    assert written("gcc", findings).encode().count(b"\n") == 2
    assert len(written("markdown", findings).encode().splitlines()) == 7


@pytest.mark.parametrize(
    "form", [form for form in FORMATS if form not in ("json", "jsonl", "sarif", "gitlab", "rdjson")]
)
def test_no_byte_of_a_file_reaches_a_terminal_raw(form: str) -> None:
    text = written(form, Findings((planted.hostile(),), 1))
    raw = {character for character in text if not character.isprintable()} - {"\n"}
    assert raw <= ({"\u2028", "\ufffe", "\x00", "\x1b", "\u202e"} if form == "github" else set())


def test_hostile_names_and_texts_come_back_from_xml() -> None:
    findings = Findings((planted.hostile(),), 1)
    (error,) = ElementTree.fromstring(written("checkstyle", findings)).iter("error")
    assert "]]>` ::warning::\\n%0A <script>| \\x00\\x1b[31m" in error.attrib["message"]


def test_fix_whose_text_is_no_unicode_is_not_offered_to_programs() -> None:
    findings = Findings((planted.hostile(),), 1)
    assert json.loads(written("json", findings))["findings"][0]["fix"] is None
    assert "fixes" not in json.loads(written("sarif", findings))["runs"][0]["results"][0]
    assert "suggestions" not in json.loads(written("rdjson", findings))["diagnostics"][0]


def test_columns_of_reviewdog_are_bytes() -> None:
    source = SourceFile("config", "größe=ü bad\n".encode())
    findings = Findings((Diagnostic(planted.OLD, "m", source.span(11, 14)),), 1)
    place = json.loads(written("rdjson", findings))["diagnostics"][0]["location"]["range"]
    assert place == {"start": {"line": 1, "column": 12}, "end": {"line": 1, "column": 15}}
    finding = json.loads(as_json(findings))["findings"][0]
    assert (finding["column"], finding["end_column"], finding["offset"], finding["end_offset"]) == (9, 12, 11, 14)


def test_repair_of_several_edits_is_one_suggestion() -> None:
    (first, *_) = json.loads(written("rdjson", ALL))["diagnostics"]
    (suggestion,) = first["suggestions"]
    assert suggestion["text"] == ", max_addrs=20;\n\tshort_timeout=5m,\n"


def test_json_has_the_documented_keys() -> None:
    report = json.loads(as_json(ALL))
    assert report["schema_version"] == 1
    assert report["summary"] == {"error": 3, "warning": 1, "info": 1, "style": 1}
    first = report["findings"][0]
    places = {"file": "transports", "line": 4, "column": 2, "end_line": 4, "end_column": 11}
    assert first | places == first
    assert first["category"] == "unknown-attribute"
    assert first["labels"][0]["line"] == 2
    assert first["fix"]["safety"] == "safe"


def test_json_lines_are_the_findings_of_the_report() -> None:
    lines = [json.loads(line) for line in written("jsonl", ALL).splitlines()]
    assert lines == json.loads(as_json(ALL))["findings"]


def test_code_flow_of_sarif_leads_to_the_place_of_the_result() -> None:
    result = json.loads(sarif(ALL, PAGES, "0.1.0"))["runs"][0]["results"][-1]
    ((flow,),) = [one["threadFlows"] for one in result["codeFlows"]]
    steps = [step["location"]["physicalLocation"] for step in flow["locations"]]
    assert [step["artifactLocation"]["uri"] for step in steps] == ["directors", "transports", "transports"]
    assert steps[-1] == result["locations"][0]["physicalLocation"]


def test_statistics(golden: Golden) -> None:
    twice = Findings((*ALL.found, planted.shadowed()), 2)
    golden.check("statistics.txt", statistics(twice))
    counts = json.loads(statistics_json(twice))
    assert [(one["code"], one["count"], one["fixes"]["safe"]) for one in counts["statistics"]][:3] == [
        ("SM401", 2, 0),
        ("SM203", 1, 1),
        ("SM404", 1, 0),
    ]
    own = json.loads(schema())
    Draft202012Validator({"$defs": own["$defs"], "$ref": "#/$defs/statistics"}).validate(counts)


def test_other_places_are_told_where_a_format_has_room() -> None:
    findings = Findings(tuple(one for one in ALL.found if one.labels)[:1], 1)
    (one,) = findings.found
    label = one.labels[0]
    place = f"{label.at.source.path}:{label.at.line}:{label.at.begin[1]}"
    assert f"{place}: note: {label.message}\n" in written("gcc", findings)
    failure = next(ElementTree.fromstring(written("junit", findings)).iter("failure"))
    assert f"{place}: {label.message}" in (failure.text or "")
    (issue,) = json.loads(written("gitlab", findings))
    assert f"{place}: {label.message}" in issue["content"]["body"]
    assert json.loads(written("rdjson", findings))["diagnostics"][0]["related_locations"]
    assert json.loads(written("sarif", findings))["runs"][0]["results"][0]["relatedLocations"]
    assert json.loads(written("json", findings))["findings"][0]["labels"]


def test_no_text_begins_another_command_of_azure() -> None:
    mild = Diagnostic(planted.OLD, "##vso[task.setvariable]a;b%", planted.hostile().at)
    shown = written("azure", Findings((mild, planted.hostile()), 1))
    assert [line.count("##vso[") for line in shown.splitlines()] == [1, 1]
    assert shown.count("deprecated-attribute: # #vso[task.setvariable%5Da%3Bb%AZP25") == 1
