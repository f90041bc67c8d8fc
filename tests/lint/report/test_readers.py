"""Reports read by programs that other people wrote."""

from __future__ import annotations

import json
from pathlib import Path

from junitparser import JUnitXml
from sarif import loader
from sarif.operations import codeclimate_op

from smail_compiler.text.diagnostic import Severity
from smail_lint.report.formats import FORMATS, Look
from tests.lint.report.test_machine_formats import ALL, PAGES

LOOK = Look(lambda: PAGES, "0.1.0")
LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.STYLE: "note"}


def test_sarif_tools_reads_every_result(tmp_path: Path) -> None:
    (tmp_path / "smail.sarif").write_text(FORMATS["sarif"](ALL, LOOK))
    files = loader.load_sarif_files(str(tmp_path / "smail.sarif"))
    records = files.get_records()
    found = [(one["Location"], one["Line"], one["Severity"], one["Code"]) for one in records]
    assert sorted(found) == sorted(
        (one.at.source.path, one.at.line, LEVEL[one.severity], one.kind.code) for one in ALL.found
    )
    assert files.get_distinct_tool_names() == ["smail-check"]


def test_sarif_tools_makes_code_climate_of_it(tmp_path: Path) -> None:
    (tmp_path / "smail.sarif").write_text(FORMATS["sarif"](ALL, LOOK))
    files = loader.load_sarif_files(str(tmp_path / "smail.sarif"))
    codeclimate_op.generate(files, str(tmp_path / "theirs.json"), False)
    theirs = json.loads((tmp_path / "theirs.json").read_text())
    ours = json.loads(FORMATS["gitlab"](ALL, LOOK))
    assert sorted((one["location"]["path"], one["location"]["lines"]["begin"]) for one in theirs) == sorted(
        (one["location"]["path"], one["location"]["lines"]["begin"]) for one in ours
    )


def test_junitparser_reads_every_failure() -> None:
    suites = JUnitXml.fromstring(FORMATS["junit"](ALL, LOOK).encode())
    failures = [(case.classname, case.result[0].message) for suite in suites for case in suite]
    assert failures == [(one.at.source.path, one.message) for one in ALL.found]
    assert sum(suite.failures for suite in suites) == len(ALL.found)
