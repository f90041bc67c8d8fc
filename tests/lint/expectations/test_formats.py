"""The formats for programs, the manual pages of the three complaints, and the command itself."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from smail_lint.expectations.catalogue import RULES
from smail_lint.registry import RULES as OTHERS
from smail_lint.report.page import HEADINGS
from smail_lint.rule import Rule
from smail_testkit.commands import run
from smail_testkit.site import write_site

from .sites import check, site

MIXED = '[[expect]]\naddress = "joe"\noutcome = "deliver"\n[[expect]]\naddress = "a<&\\u0001>"\noutcome = "deliver"\n'


def test_json(tmp_path: Path) -> None:
    file = site(tmp_path, MIXED)
    report = json.loads(check(file, "--format", "json").stdout)
    assert {key: report["summary"][key] for key in ("error", "addresses", "failed")} == {
        "error": 1,
        "addresses": 2,
        "failed": 1,
    }
    good, bad = report["expectations"]
    assert (good["holds"], good["differences"], bad["holds"]) == (True, [], False)
    assert bad["differences"] == [{"key": "outcome", "expected": "deliver", "got": "fail", "line": 15}]
    (finding,) = report["findings"]
    assert (finding["code"], finding["file"], finding["line"], finding["column"]) == ("SM991", str(file), 15, 11)


def test_junit_is_xml_whatever_stands_in_an_address(tmp_path: Path) -> None:
    suites = ElementTree.fromstring(check(site(tmp_path, MIXED), "--format", "junit").stdout)
    (suite,) = suites
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    assert [len(case) for case in suite] == [0, 1]
    assert "expected outcome deliver, got fail" in str(suite[1][0].get("message"))


def test_junit_counts_mistakes_as_errors(tmp_path: Path) -> None:
    (suite,) = ElementTree.fromstring(check(site(tmp_path, "x = 1\n", ""), "--format", "junit").stdout)
    assert (suite.get("tests"), suite.get("errors"), suite[0][0].tag) == ("2", "2", "error")


@pytest.mark.parametrize("form", ["github", "sarif", "concise", "full"])
def test_other_formats_name_the_finding(tmp_path: Path, form: str) -> None:
    assert "SM991" in check(site(tmp_path, MIXED), "--format", form).stdout


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind.name)
def test_pages(rule: Rule, tmp_path: Path) -> None:
    page = rule.page()
    assert tuple(title for title, _ in page.sections) == HEADINGS
    assert (page.family, rule.module.rsplit(".", 1)[1]) == ("expectations", rule.kind.name.replace("-", "_"))
    for heading, code in (("Flagged", 1), ("Better", 0)):
        write_site(tmp_path / heading, page.example(heading))
        ran = check(tmp_path / heading / "routing.toml", "--fail-under", "80", "--format", "concise")
        assert ran.exit_code == code, ran.stdout
        assert (rule.kind.code in ran.stdout) is (heading == "Flagged")


def test_codes_are_no_others() -> None:
    assert not {rule.kind.code for rule in RULES} & {rule.kind.code for rule in OTHERS}


def test_the_whole_command(tmp_path: Path) -> None:
    file = site(tmp_path, '[[expect]]\naddress = "joe"\noutcome = "deliver"\n')
    assert run("smail-check", "test", file).code == 0
    assert run("smail-check", "--explain", "SM991").out.startswith("# expectation-failed")
    assert "smail-check test FILE" in run("smail-check", "--format", "concise", "test", cwd=tmp_path).err
    assert (run("smail-check", "test").code, run("smail-check", "test", "--nonsense").code) == (2, 2)


def test_a_directory_called_test_is_still_checked(tmp_path: Path) -> None:
    site(tmp_path / "test", "")
    assert run("smail-check", f".{os.sep}test", "--format", "concise", cwd=tmp_path).code in (0, 1)
    assert "Missing argument" in run("smail-check", "test", cwd=tmp_path).err
