"""Settings files: which one counts, what its keys do, and what is said of mistakes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from smail_lint.settings.discovery import settings_file
from smail_lint.settings.globs import Glob
from smail_lint.settings.reading import read_settings
from smail_lint.settings.record import SettingsError
from smail_testkit.commands import run
from smail_testkit.site import write_site

SITE = {"config": "max_hop_count = 5\n", "retry": "*    30s/40d\n"}


def found(site: Path, *options: str | Path) -> list[str]:
    """File, severity and code of each finding."""
    report = json.loads(run("smail-check", "--format", "json", *options, site).out)
    return [f"{one['file']} {one['severity']} {one['code']}" for one in report["findings"]]


def with_settings(directory: Path, text: str, name: str = "smail-check.toml") -> Path:
    """The site, with these settings beside its files."""
    return write_site(directory, {**SITE, name: text})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["config warning SM713"]),
        ('ignore = ["SM713"]', []),
        ('select = "queue"\nignore = "hop-limit-extreme"', []),
        ('extend-select = ["SM708"]', ["config warning SM713", "retry info SM708"]),
        ("preview = true", ["config warning SM713", "retry warning SM707", "retry info SM708"]),
        ('select = ["SM707"]', ["retry warning SM707"]),
        ('[severity]\nSM713 = "error"', ["config error SM713"]),
        ('[severity]\nhop-limit-extreme = "style"', ["config style SM713"]),
        ("[parameters.SM713]\nfewest = 5", []),
        ("[parameters.hop-limit-extreme]\nmost = 4\nfewest = 1", ["config warning SM713"]),
        ('exclude = ["config"]', []),
        ('exclude = ["conf"]', ["config warning SM713"]),
        ('[paths."conf*"]\nignore = ["SM7"]', []),
        ('[paths."retry"]\nextend-select = ["SM708"]', ["config warning SM713", "retry info SM708"]),
        ('[paths."config"]\nextend-select = ["SM708"]', ["config warning SM713"]),
        ('[paths."config"]\nselect = ["SM708"]', []),
        ('[paths."*"]\nseverity = {SM713 = "info"}', ["config info SM713"]),
    ],
)
def test_keys(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found(with_settings(tmp_path, text)) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('selct = ["SM1"]', ":1:1: a settings file has no key `selct`; did you mean `select`?"),
        ('\nignore = ["SM7133"]', ":2:11: no rule 'SM7133'; did you mean SM713?"),
        ("ignore = [3]", ":1:11: an item of ignore is text in quotes, not 3"),
        ('fail-on = "warn"', ":1:11: fail-on is none of error, warning, info, style; did you mean warning?"),
        ("preview = 1", ":1:11: preview is true or false, not 1"),
        ('[severity]\nqueue = "info"', " rules, not one; see --list-rules --select queue"),
        ('[fix]\nSM001 = "yes"', ":2:9: fix is none of safe, unsafe, show, off"),
        ('dialect = "3.3"', ":1:11: dialect is none of "),
        ("[parameters.SM713]\nleast = 3", ":2:1: parameters.SM713 has no key `least`; its keys are fewest, most"),
        ("[parameters.SM713]\nfewest = 0", ":2:10: fewest is from 1 to 1000"),
        ("[parameters.SM701]\nx = 1", ":1:1: SM701 has nothing to set"),
        ("[parameters.SM713]\nfewest = 1.5", ":2:10: fewest is a whole number, not 1.5"),
        ('[paths."*"]\nfail-on = "info"', ':2:1: paths."*" has no key `fail-on`'),
        ("ignore = [", ":1:11: this is no TOML"),
        (
            '[severity]\nSM713 = "off"',
            ":2:9: severity is none of error, warning, info, style; write one; rules are left",
        ),
        ('ignore = ["SM7l3"]', ":1:11: no rule 'SM7l3'; did you mean SM713?"),
        ("baseline = 5", ":1:12: baseline is text in quotes, not 5"),
        (
            "[tool.smail-check]\nignore = []",
            "in smail-check.toml the settings stand at the top; take [tool.smail-check]",
        ),
        ('ignore = []\nextends = "gone.toml"', "smail-check.toml:2: "),
        ('extends = "gone.toml"', "gone.toml cannot be read: No such file or directory"),
        ('extends = "smail-check.toml"', "smail-check.toml:1: extends leads in a circle back to"),
    ],
)
def test_mistakes_have_their_line_and_end_with_2(text: str, said: str, tmp_path: Path) -> None:
    ran = run("smail-check", with_settings(tmp_path, text))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.startswith("smail-check: ") and ran.err.count("\n") == 1


def test_settings_that_are_no_file(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    (tmp_path / "smail-check.toml").mkdir()
    ran = run("smail-check", tmp_path)
    assert (ran.code, ran.err) == (2, f"smail-check: {tmp_path}/smail-check.toml cannot be read: Is a directory\n")
    (tmp_path / "smail-check.toml").rmdir()
    (tmp_path / "smail-check.toml").symlink_to("smail-check.toml")
    ran = run("smail-check", tmp_path)
    assert (ran.code, "its links lead in a circle" in ran.err) == (2, True)


def test_the_command_line_is_shown_among_the_settings(tmp_path: Path) -> None:
    site = with_settings(tmp_path, 'fail-on = "error"\nbaseline = "a"')
    shown = run("smail-check", "--show-settings", "--fail-on", "info", "--baseline", "b", site).out
    assert re.findall(r'^(fail-on|baseline) = "(\S+)"\s+# (.*)', shown, re.MULTILINE) == [
        ("fail-on", "info", "command line"),
        ("baseline", "b", "command line"),
    ]


def test_settings_are_those_of_the_nearest_directory(tmp_path: Path) -> None:
    write_site(
        tmp_path, {"smail-check.toml": "", "a/pyproject.toml": "[tool.smail-check]\n", "a/b/pyproject.toml": ""}
    )
    assert settings_file(tmp_path / "a" / "b") == tmp_path / "a" / "pyproject.toml"
    assert settings_file(tmp_path / "a" / "b" / "pyproject.toml") == tmp_path / "a" / "pyproject.toml"
    (tmp_path / "a" / "smail-check.toml").write_text("")
    assert settings_file(tmp_path / "a") == tmp_path / "a" / "smail-check.toml"
    assert settings_file(tmp_path) == tmp_path / "smail-check.toml"


def test_the_search_ends_with_the_repository(tmp_path: Path) -> None:
    write_site(tmp_path, {"smail-check.toml": "", "repository/.git/HEAD": "", "repository/mail/config": ""})
    assert settings_file(tmp_path / "repository" / "mail") is None


def test_pyproject(tmp_path: Path) -> None:
    site = with_settings(tmp_path, '[tool.other]\nx = 1\n[tool.smail-check]\nignore = ["SM713"]', "pyproject.toml")
    assert found(site) == []
    (site / "pyproject.toml").write_text("[tool.smail-check]\nignored = []")
    assert ":2:1: [tool.smail-check] has no key `ignored`; did you mean `ignore`?" in run("smail-check", site).err


def test_what_is_extended_comes_first(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        {
            "base.toml": 'ignore = ["SM713"]\nextend-select = ["SM708"]\n[severity]\nSM708="error"\nSM713="info"\n',
            "site/smail-check.toml": 'extends = "../base.toml"\nignore = []\n[severity]\nSM713 = "style"\n',
        },
    )
    write_site(tmp_path / "site", SITE)
    assert found(tmp_path / "site") == ["config style SM713", "retry error SM708"]
    settings = read_settings(tmp_path / "site" / "smail-check.toml")
    assert settings.origins["ignore"] == f"{tmp_path}/site/smail-check.toml:2"
    assert settings.origins["severity.SM708"] == f"{tmp_path}/base.toml:4"


def test_circles_end(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.toml": 'extends = "b.toml"', "b.toml": 'extends = "a.toml"'})
    with pytest.raises(SettingsError, match="circle"):
        read_settings(tmp_path / "a.toml")


def test_the_command_line_comes_last(tmp_path: Path) -> None:
    site = with_settings(tmp_path, 'ignore = ["SM713"]\nfail-on = "style"\nextend-select = ["SM708"]')
    assert found(site, "--select", "SM713") == ["config warning SM713"]
    assert found(site, "--ignore", "SM708") == []
    assert found(site, "--isolated") == ["config warning SM713"]
    assert run("smail-check", site).code == 1
    assert run("smail-check", "--fail-on", "warning", site).code == 0


def test_a_file_named_on_the_command_line(tmp_path: Path) -> None:
    site = with_settings(tmp_path / "site", 'ignore = ["SM713"]')
    (tmp_path / "other.toml").write_text('extend-select = ["SM708"]')
    assert found(site, "--config", tmp_path / "other.toml") == ["config warning SM713", "retry info SM708"]
    assert "cannot be read" in run("smail-check", "--config", tmp_path / "gone.toml", site).err
    assert run("smail-check", "--config", tmp_path / "other.toml", "--isolated", site).code == 2


def test_show_settings_tells_where_each_value_is_from(tmp_path: Path) -> None:
    site = with_settings(tmp_path, 'fail-on = "info"\n[parameters.SM713]\nfewest = 3\n')
    shown = run("smail-check", "--show-settings", "--ignore", "SM708", site).out
    lines = {line.partition(" = ")[0]: line.partition(" = ")[2] for line in shown.splitlines()}
    assert lines["fail-on"].split() == ['"info"', "#", f"{site}/smail-check.toml:1"]
    assert lines["parameters.SM713.fewest"].split() == ["3", "#", f"{site}/smail-check.toml:3"]
    assert lines["parameters.SM713.most"].split() == ["250", "#", "default"]
    assert lines["ignore"].split(maxsplit=1) == ['["SM708"]', " # command line".strip()]
    as_json = json.loads(run("smail-check", "--show-settings", "--format", "json", site).out)
    assert {"key": "fail-on", "value": "info", "origin": f"{site}/smail-check.toml:1"} in as_json["settings"]


def test_the_class_of_repairs(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config": "# smail-check: ignore[SM713]\nvisible_name = example.org\n"})
    assert "-# smail-check" in run("smail-check", "--diff", site).out
    (site / "smail-check.toml").write_text('[fix]\nunused-suppression = "show"')
    assert run("smail-check", "--diff", site).out == ""


def test_a_rule_that_is_left_out_for_a_file_makes_no_comment_useless(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config": "max_hop_count = 30 # smail-check: ignore[SM713] x\n"})
    assert found(site) == ["config warning SM001"]
    (site / "smail-check.toml").write_text('[paths."config"]\nignore = ["SM713"]')
    assert found(site) == []


@pytest.mark.parametrize(
    ("pattern", "matching", "other"),
    [
        ("*.map", ["a.map", "lists/b.map"], ["a.mapx", "a.map.x"]),
        ("lists", ["lists", "lists/x", "a/lists/x"], ["xlists"]),
        ("lists/*", ["lists/x", "lists/x/y"], ["lists", "a/lists/x"]),
        ("**/x", ["x", "a/x", "a/b/x"], ["ax"]),
        ("a/**", ["a/b", "a/b/c"], ["b/a/c"]),
        ("a?.[bc]", ["ax.b", "d/ay.c"], ["a/.b", "ax.d"]),
        ("[!a]x", ["bx"], ["ax"]),
        ("a.b", ["a.b"], ["axb"]),
    ],
)
def test_patterns(pattern: str, matching: list[str], other: list[str]) -> None:
    glob = Glob(pattern, "/site")
    assert [path for path in (*matching, *other) if glob.matches(f"/site/{path}")] == matching
    assert not glob.matches("/elsewhere/a.map")
