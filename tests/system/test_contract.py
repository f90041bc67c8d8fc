"""The shapes and exit codes that others script against: one case for each line of the commands' contract."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from smail_runtime.queue.store import SqliteStore
from smail_testkit.commands import SAMPLES, plain_environment, run

FINDING = {"code", "name", "severity", "message", "file", "line", "column", "end_line", "end_column"} | {
    *("labels", "help", "witness", "fix")
}
SITE = SAMPLES / "smallsite"


def answer(*argv: str | Path, code: int = 0) -> Any:
    """What a command prints as JSON; it complains about nothing."""
    done = run(*argv)
    assert (done.code, done.err) == (code, ""), done
    return json.loads(done.out)


def test_check_json() -> None:
    found = answer("smail-check", SAMPLES / "broken", "--format", "json", code=1)
    assert found["schema_version"] == 1
    counted = {"error": 0, "warning": 0, "info": 0, "style": 0}
    for one in found["findings"]:
        assert set(one) >= FINDING
        assert (one["line"], one["column"]) <= (one["end_line"], one["end_column"])
        assert all(set(label) >= {"file", "line", "column", "message"} for label in one["labels"])
        counted[one["severity"]] += 1
    assert found["summary"] == counted
    expected = json.loads((SAMPLES / "broken" / "expected.json").read_text())
    shown = [{key: one[key] for key in ("file", "line", "column", "code")} for one in found["findings"]]
    assert sorted(map(str, shown)) == sorted(
        str({key: one[key] for key in ("file", "line", "column", "code")}) for one in expected
    )


def test_clean_check_json() -> None:
    found = answer("smail-check", SITE, "--format", "json")
    assert found["findings"] == [] and sum(found["summary"].values()) == 0


def test_list_rules_json() -> None:
    rules = answer("smail-check", "--list-rules", "--format", "json")["rules"]
    for one in rules:
        assert set(one) >= {"code", "name", "severity", "family", "docs", "fix", "since", "preview"}
        assert isinstance(one["preview"], bool)
    for name in {one["family"]: one["name"] for one in rules}.values():
        assert run("smail-check", "--explain", name).code == 0


def test_route_json_of_one_and_of_several() -> None:
    one = answer("smail-query", "route", SITE, "tickets", "--json")
    assert set(one) >= {"address", "outcome", "deliveries", "errors", "trace"}
    assert (one["address"], one["outcome"], one["errors"]) == ("tickets", "deliver", [])
    assert all(set(each) >= {"transport", "user", "host", "address", "path"} for each in one["deliveries"])
    assert all(set(each) >= {"stage", "name", "file", "line", "matched", "reason"} for each in one["trace"])
    assert {each["stage"] for each in one["trace"]} <= {"director", "router"}
    several = answer("smail-query", "route", SITE, "tickets", "nobody-here", "--json", code=1)
    assert several[0] == one
    assert all(set(each) >= {"message", "temporary"} for each in several[1]["errors"])


def test_list_json(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "spool").close()
    assert answer("smailq", "list", "--json", "--spool", tmp_path / "spool") == {"messages": []}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("smail-check", SITE), 0),
        (("smail-check", SAMPLES / "broken"), 1),
        (("smail-check", "--no-such-option"), 2),
        (("smail-check", "/no/such/place"), 3),
        (("smail-compile", SITE), 2),
        (("smail-compile", "/no/such/place", "-o", "table"), 3),
        (("smail-query", "rote"), 2),
        (("smail-query", "route", "/no/such/place", "joe"), 3),
        (("smail-query", "route", SITE, "nobody-here"), 1),
        (("smailq", "list", "--spool", "/no/such/place"), 3),
        (("smailq", "show", "no-id"), 2),
        (("smaild", "run", "table", "--listen", "nowhere"), 2),
    ],
)
def test_exit_codes(words: tuple[str | Path, ...], code: int, tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.code == code, done
    assert "Traceback" not in done.err
    assert bool(done.err) == (code >= 2) and (not done.out or code < 2)


def test_nothing_is_compiled_over_its_own_source(tmp_path: Path) -> None:
    site = shutil.copytree(SITE, tmp_path / "site")
    before = (site / "config").read_bytes()
    done = run("smail-compile", site, "-o", site / "config")
    assert (done.code, len(done.err.splitlines())) == (3, 1) and "made of this file" in done.err
    assert (site / "config").read_bytes() == before


def test_a_directory_of_several_hosts_is_no_configuration_to_compile(tmp_path: Path) -> None:
    done = run("smail-compile", SAMPLES / "hub-client", "-o", tmp_path / "table")
    assert done.code == 3 and "2 hosts (client, hub)" in done.err
    (tmp_path / "empty").mkdir()
    done = run("smail-compile", tmp_path / "empty", "-o", tmp_path / "table")
    assert done.code == 3 and "none of config" in done.err


@pytest.mark.parametrize("command", ["smail-check", "smail-query route", "smaild run", "smailq list --spool"])
def test_names_of_files_do_not_move_the_cursor(command: str, tmp_path: Path) -> None:
    person = " --user nobody" if command == "smaild run" and os.geteuid() == 0 else ""
    words = f"{command} '{tmp_path}/b\x1b[31md\N{LATIN SMALL LETTER E WITH ACUTE}'{person}"
    code, complaint = run_shell(words + (" joe" if "route" in command else ""))
    assert code == 3 and complaint.count("\n") == 1
    assert "\x1b" not in complaint and "b\\x1b[31md" in complaint


@pytest.mark.parametrize("redirection", [">&-", ">&- 2>&-", "<&- >&-"])
def test_closed_streams_change_no_exit_code(redirection: str) -> None:
    done = run_shell(f"smail-check {SAMPLES / 'broken'} {redirection}")
    assert done == (1, "")


@pytest.mark.parametrize(
    "command", ["smail-check --list-rules", f"smail-query route {SITE} tickets", "smaild --help"]
)
def test_a_full_disk_is_one_line(command: str) -> None:
    code, complaint = run_shell(f"{command} >/dev/full")
    assert code == 3 and complaint.endswith(": No space left on device\n") and complaint.count("\n") == 1


def run_shell(line: str) -> tuple[int, str]:
    """Exit code and standard error of a line as a shell runs it."""
    done = subprocess.run(
        ["/bin/sh", "-c", line], env=plain_environment(), capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr
