"""The samples keep their word: the clean ones are clean, the broken one has its planted faults and no others."""

from __future__ import annotations

import json

import pytest

from smail_testkit.commands import SAMPLES, run

TESTED = ("smallsite", "bigsite", "university", "isp", "company")
"""Clean sites with routing expectations."""


@pytest.mark.parametrize("name", [*TESTED, "hub-client", "demo/outside"])
def test_clean_sample(name: str) -> None:
    ran = run("smail-check", SAMPLES / name, "--format", "concise")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


BROKEN = ("broken", "broken-university", "broken-isp", "broken-company")


@pytest.mark.parametrize("name", BROKEN)
def test_broken_sample_has_exactly_its_planted_faults(name: str) -> None:
    ran = run("smail-check", SAMPLES / name, "--format", "json")
    assert ran.code == 1
    found = [{key: one[key] for key in ("file", "line", "column", "code")} for one in json.loads(ran.out)["findings"]]
    assert found == json.loads((SAMPLES / name / "expected.json").read_text())


@pytest.mark.parametrize("name", [*TESTED, "hub-client/hub", "hub-client/client", "demo/outside"])
def test_sample_compiles(name: str, tmp_path: object) -> None:
    ran = run("smail-compile", SAMPLES / name, "-o", f"{tmp_path}/table")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("name", BROKEN)
def test_broken_sample_is_refused_and_leaves_no_table(name: str, tmp_path: object) -> None:
    ran = run("smail-compile", SAMPLES / name, "-o", f"{tmp_path}/table")
    assert ran.code == 1
    assert "SM2" in ran.err


@pytest.mark.parametrize("name", TESTED)
def test_sample_routes_as_its_expectations_say(name: str) -> None:
    ran = run("smail-check", "test", SAMPLES / name / "routing.toml", "--fail-under", "100")
    assert (ran.code, ran.err) == (0, ""), ran.out
