"""`smail-query parse`: the documented object for every kind of file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from smail_compiler.text.source import SourceFile
from smail_lint.query.parse.answer import KINDS, answer
from smail_lint.query.parse.command import parse


def asked(directory: Path, kind: str, text: str, *options: str) -> Result:
    """The answer about a file of this text."""
    path = directory / "file"
    path.write_text(text)
    return CliRunner().invoke(parse, [str(path), "--kind", kind, *options])


@pytest.mark.parametrize(
    ("kind", "text", "entries"),
    [
        (
            "directors",
            "# first\naliases: driver=aliasfile, -nobody, +optional, a=\"x\\ty\";\n    file=/a, file=/b\n",
            [
                {
                    "name": "aliases",
                    "generic": [
                        {"name": "driver", "value": "aliasfile"},
                        {"name": "nobody", "value": False},
                        {"name": "optional", "value": True},
                        {"name": "a", "value": "x\ty"},
                    ],
                    "driver": [{"name": "file", "value": "/a"}, {"name": "file", "value": "/b"}],
                    "line": 2,
                }
            ],
        ),
        (
            "config",
            "\npostmaster = root\n-smart_user\nrequire_configs\n",
            [
                {"name": "postmaster", "value": "root", "line": 2},
                {"name": "smart_user", "value": False, "line": 3},
                {"name": "require_configs", "value": True, "line": 4},
            ],
        ),
        ("retry", "*  15m/4d\n", [{"key": "*", "value": "15m/4d", "line": 1}]),
        ("qualify", "hub hub.example.org\n", [{"key": "hub", "value": "hub.example.org", "line": 1}]),
        (
            "methods",
            "gateway/a-c uux\n* smtp\nslow/a- demand\n",
            [
                {"key": "gateway", "value": "uux", "line": 1, "min_grade": "a", "max_grade": "c"},
                {"key": "*", "value": "smtp", "line": 2, "min_grade": None, "max_grade": None},
                {"key": "slow", "value": "demand", "line": 3, "min_grade": "a", "max_grade": None},
            ],
        ),
        (
            "aliases",
            'staff: anna,\n    "|/bin/x -y", :include:/l\n',
            [
                {
                    "key": "staff",
                    "line": 1,
                    "targets": [
                        {"text": "anna", "kind": "address", "target": "anna"},
                        {"text": '"|/bin/x -y"', "kind": "pipe", "target": "/bin/x -y"},
                        {"text": ":include:/l", "kind": "include", "target": "/l"},
                    ],
                }
            ],
        ),
        ("list", "anna, /box\n", [
            {"text": "anna", "kind": "address", "target": "anna"},
            {"text": "/box", "kind": "file", "target": "/box"},
        ]),
        ("lsearch", "staff: anna berta\n", [{"key": "staff", "value": "anna berta", "line": 1}]),
    ],
)  # fmt: skip
def test_entries(tmp_path: Path, kind: str, text: str, entries: list[object]) -> None:
    ran = asked(tmp_path, kind, text, "--json")
    assert json.loads(ran.stdout) == {"entries": entries, "errors": []}
    assert ran.exit_code == 0


def test_errors_have_category_and_place(tmp_path: Path) -> None:
    ran = asked(tmp_path, "routers", "one: driver=bind\ntwo driver=bind\n", "--json")
    report = json.loads(ran.stdout)
    (error,) = report["errors"]
    expected = {"category": "missing-colon", "line": 2, "column": 1, "severity": "error", "code": "SM104"}
    assert error | expected == error
    assert [entry["name"] for entry in report["entries"]] == ["one", "two"]
    assert ran.exit_code == 1


def test_text_is_a_line_for_each_entry_and_error(tmp_path: Path) -> None:
    ran = asked(tmp_path, "retry", "* 15m/4d\nlonely\n")
    assert ran.stdout.splitlines() == [
        '{"key":"*","value":"15m/4d","line":1}',
        f"{tmp_path}/file:2:1: error[SM134] expected two words, found only `lonely`",
    ]


def test_unreadable_file(tmp_path: Path) -> None:
    ran = CliRunner().invoke(parse, [str(tmp_path), "--kind", "config"])
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "directory" in ran.stderr


@given(st.binary(max_size=200), st.sampled_from(sorted(KINDS)))
@settings(max_examples=150, deadline=None)
def test_any_bytes_have_an_answer(data: bytes, kind: str) -> None:
    found = answer(SourceFile("file", data), kind)
    lines = data.count(b"\n") + 1
    assert all(1 <= error.line <= lines and error.column >= 1 for error in found.errors)


def test_names_in_a_phrase_are_no_targets_of_smail_and_are_reported(tmp_path: Path) -> None:
    ran = asked(tmp_path, "list", "anna\nCarl <carl@h>\n", "--json")
    told = json.loads(ran.stdout)
    assert [one["text"] for one in told["entries"]] == ["carl@h"]
    assert [(one["code"], one["line"], one["severity"]) for one in told["errors"]] == [("SM637", 1, "warning")]
