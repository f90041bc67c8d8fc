"""Where `smail-check` puts findings: formats, files, names for servers, and the same bytes everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from smail_lint.report.formats import FORMATS
from smail_testkit.commands import TOP, Ran, run
from smail_testkit.site import write_site

FILES = {
    "transports": "relay: driver=tcpsmtp;\n    max_addrs=20\n",
    "directors": "strangers:\n        driver=smartuser\n",
    "config": 'max_load_ave = 8.5\nsmart_user = "|/usr/local/bin/quarantine $user"\n',
}
FOUND = {"SM203", "SM501", "SM802"}


def check(*options: str | Path, cwd: Path = TOP, **environment: str) -> Ran:
    """One run that no CI server has a hand in, but for the one of which `environment` speaks."""
    server = dict.fromkeys(("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"), "")
    return run("smail-check", *options, cwd=cwd, **{**server, **environment})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a few findings, one of them on data from the wire, two directories down."""
    return write_site(tmp_path / "etc" / "smail", FILES)


@pytest.mark.parametrize("form", FORMATS)
def test_same_bytes_whatever_the_seed_the_place_and_the_language(form: str, site: Path) -> None:
    here = check("--format", form, site, PYTHONHASHSEED="1")
    there = check("--format", form, "smail/config", cwd=site.parent, PYTHONHASHSEED="2", LC_ALL="C", COLUMNS="40")
    assert (here.code, here.err) == (1, "")
    assert here.out == there.out
    assert all(code in here.out for code in FOUND)


@pytest.mark.parametrize("form", ["full", "sarif", "github"])
def test_output_file_holds_what_would_have_been_shown(form: str, site: Path, tmp_path: Path) -> None:
    shown = check("--format", form, site)
    filed = check("--format", form, "--output-file", tmp_path / "out", site)
    assert (filed.code, filed.out, filed.err) == (shown.code, "", "")
    assert (tmp_path / "out").read_text() == shown.out


@pytest.fixture
def repetitive(tmp_path: Path) -> Path:
    """A site with the same fault 60 times."""
    aliases = "".join(f"one{at}: anna@a.example.org, anna@a.example.org\n" for at in range(60))
    directors = "aliases: driver=aliasfile; file=aliases, proto=lsearch\n"
    return write_site(tmp_path, {"directors": directors, "aliases": aliases})


@pytest.mark.parametrize(("form", "options", "lines"), [
    ("full", (), 50), ("grouped", (), 50), ("full", ("--max-alike", "0"), 60), ("grouped", ("--max-alike", "7"), 7),
    ("concise", (), 60), ("json", (), 60), ("sarif", (), 60), ("gcc", (), 60),
])  # fmt: skip
def test_people_are_shown_fifty_of_a_kind_and_programs_all(
    form: str, options: tuple[str, ...], lines: int, repetitive: Path
) -> None:
    ran = check("--select", "SM622", "--fail-on", "info", "--format", form, *options, repetitive)
    assert ran.code == 1
    assert ran.out.count("is on the list already") == lines
    assert ("... and " in ran.out) == (lines < 60)


def test_a_limit_for_programs_is_refused(repetitive: Path) -> None:
    for misfit in (("--format", "json"), ("--statistics",)):
        ran = check("--max-alike", "3", *misfit, repetitive)
        assert (ran.code, ran.out) == (2, "")
        assert "--max-alike is for full and grouped" in ran.err


def test_output_file_that_cannot_be_written(site: Path, tmp_path: Path) -> None:
    ran = check("--output-file", tmp_path / "gone" / "out", site)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert "cannot write" in ran.err and "No such file" in ran.err


def test_names_from_the_top_of_a_repository(site: Path) -> None:
    ran = check("--format", "concise", "--relative-to", site.parents[1], site)
    assert ran.out.splitlines()[0].startswith("etc/smail/config:1:1: ")
    wrong = check("--relative-to", site / "elsewhere", site)
    assert (wrong.code, wrong.out) == (2, "")
    assert "is not below" in wrong.err


@pytest.mark.parametrize(
    ("form", "variable", "start"),
    [
        ("github", "GITHUB_WORKSPACE", "::error file=etc/smail/transports,"),
        ("gitlab", "CI_PROJECT_DIR", '"path": "etc/smail/transports"'),
        ("azure", "BUILD_SOURCESDIRECTORY", "sourcepath=etc/smail/transports;"),
        ("sarif", "GITHUB_WORKSPACE", '"uri": "etc/smail/transports"'),
        ("sarif", "CI_PROJECT_DIR", '"uri": "etc/smail/transports"'),
    ],
)
def test_servers_tell_where_the_top_is(form: str, variable: str, start: str, site: Path) -> None:
    assert start in check("--format", form, site, cwd=TOP, **{variable: str(site.parents[1])}).out
    elsewhere = check("--format", form, site, cwd=TOP, **{variable: str(site / "elsewhere")}).out
    assert elsewhere == check("--format", form, site).out


def test_fingerprints_do_not_know_the_top(site: Path) -> None:
    def fingerprints(*options: str) -> list[str]:
        report = json.loads(check("--format", "json", *options, site).out)
        return [one["fingerprint"] for one in report["findings"]]

    assert fingerprints() == fingerprints("--relative-to", "/")


def test_job_summary_gets_all_findings(site: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    check("--format", "github", site, GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text()
    assert text.startswith("before\n## smail-check\n")
    assert all(code in text for code in FOUND)


def test_way_of_data_in_every_format_that_has_one(site: Path) -> None:
    sarif = json.loads(check("--format", "sarif", site).out)
    (flow,) = [one for one in sarif["runs"][0]["results"] if "codeFlows" in one]
    finding = [one for one in json.loads(check("--format", "json", site).out)["findings"] if one["flow"]]
    assert [one["code"] for one in finding] == [flow["ruleId"]] == ["SM501"]
    steps = flow["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [one["location"]["message"]["text"] for one in steps] == [one["message"] for one in finding[0]["flow"]]
    assert steps[-1]["location"]["physicalLocation"] == flow["locations"][0]["physicalLocation"]


def test_statistics(site: Path) -> None:
    ran = check("--statistics", site)
    assert (ran.code, ran.out.splitlines()[0]) == (1, "1  error    [*]  SM203  unknown-driver-attribute")
    counts = json.loads(check("--statistics", "--format", "json", site).out)
    assert {one["code"] for one in counts["statistics"]} == FOUND
    wrong = check("--statistics", "--format", "sarif", site)
    assert (wrong.code, wrong.out) == (2, "")


def test_schema_is_printed_and_fits(site: Path) -> None:
    schema = json.loads(check("--print-schema").out)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(check("--format", "json", site).out))


@pytest.mark.parametrize("form", ["full", "gitlab", "junit", "sarif"])
def test_clean_sample_in_every_format(form: str) -> None:
    ran = check("--format", form, "samples/smallsite")
    assert (ran.code, ran.err) == (0, "")


def _made(text: str, edits: list[tuple[int, int, int, int, str]]) -> str:
    """A text after edits given by lines and columns, as a reader of a report makes them."""
    lines = text.splitlines(keepends=True)

    def offset(line: int, column: int) -> int:
        return sum(map(len, lines[: line - 1])) + column - 1

    for line, column, end_line, end_column, new in sorted(edits, reverse=True):
        text = text[: offset(line, column)] + new + text[offset(end_line, end_column) :]
    return text


def test_programs_make_the_repair_that_fix_makes(site: Path) -> None:
    """JSON, SARIF and the command hold the same edits."""
    sarif = json.loads(check("--format", "sarif", "--select", "SM203", site).out)["runs"][0]["results"][0]
    finding = json.loads(check("--format", "json", "--select", "SM203", site).out)["findings"][0]
    (change,) = sarif["fixes"][0]["artifactChanges"]
    regions = [(one["deletedRegion"], one["insertedContent"]["text"]) for one in change["replacements"]]
    theirs = [(r["startLine"], r["startColumn"], r["endLine"], r["endColumn"], new) for r, new in regions]
    keys = ("line", "column", "end_line", "end_column", "text")
    ours = [tuple(edit[key] for key in keys) for edit in finding["fix"]["edits"]]
    assert (change["artifactLocation"]["uri"], theirs) == ("transports", ours)
    text = (site / "transports").read_text()
    check("--fix", "--select", "SM203", site)
    assert (site / "transports").read_text() == _made(text, theirs) != text
