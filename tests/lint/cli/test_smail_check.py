"""`smail-check` as others script it: options, exit codes, complaints."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smail_testkit.commands import SAMPLES
from smail_testkit.site import write_site

BIN = Path(sys.executable).parent
BROKEN = {"transports": "relay: driver=tcpsmtp;\n    max_addrs=20\n", "config": "max_load_ave = 8.5\n"}


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """One run of the installed command."""
    quiet = {key: value for key, value in os.environ.items() if key not in ("SMAIL_DEBUG", "NO_COLOR", "COLUMNS")}
    command = [str(BIN / "smail-check"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**quiet, **environment}, check=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A site with one error and one warning."""
    return write_site(tmp_path, BROKEN)


def test_findings_are_shown_with_their_place(broken: Path) -> None:
    ran = run(broken)
    assert ran.returncode == 1
    assert "error[SM203] unknown driver attribute `max_addrs`" in ran.stdout
    assert " --> transports:2:5" in ran.stdout
    assert ran.stdout.endswith("Found 1 error, 1 warning in 2 files.\n")
    assert "\x1b" not in ran.stdout
    assert ran.stderr == ""


def test_clean_site(tmp_path: Path) -> None:
    ran = run(write_site(tmp_path, {"config": "visible_name = example.org\n"}))
    assert (ran.returncode, ran.stdout) == (0, "No findings in 1 file.\n")


def test_config_file_as_path(broken: Path) -> None:
    assert "transports:2:5" in run("--format", "concise", broken / "config").stdout


def test_concise(broken: Path) -> None:
    assert run("--format", "concise", broken).stdout.splitlines() == [
        "config:1:1: warning[SM802] attribute-not-implemented: `max_load_ave` has no effect",
        "transports:2:5: error[SM203] unknown-driver-attribute: unknown driver attribute `max_addrs`",
    ]


def test_json(broken: Path) -> None:
    report = json.loads(run("--format", "json", broken).stdout)
    assert [one["code"] for one in report["findings"]] == ["SM802", "SM203"]
    assert report["findings"][1]["category"] == "unknown-attribute"
    assert report["summary"] == {"error": 1, "warning": 1, "info": 0, "style": 0}


def test_sarif_carries_the_rules(broken: Path) -> None:
    (sarif_run,) = json.loads(run("--format", "sarif", broken).stdout)["runs"]
    rules = sarif_run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in sarif_run["results"]] == ["SM802", "SM203"]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "SM802"], ["SM802"]),
        (["--select", "sm8"], ["SM802"]),
        (["--select", "unknown-driver-attribute"], ["SM203"]),
        (["--select", "typing,outdated"], ["SM802", "SM203"]),
        (["--select", "typing", "--select", "outdated", "--ignore", "SM203"], ["SM802"]),
        (["--ignore", "SM8"], ["SM203"]),
        (["--ignore", "all"], []),
    ],
)
def test_selection(broken: Path, options: list[str], codes: list[str]) -> None:
    report = json.loads(run("--format", "json", *options, broken).stdout)
    assert [one["code"] for one in report["findings"]] == codes


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--ignore", "SM203"], 1),
        (["--ignore", "SM203", "--fail-on", "error"], 0),
        (["--fail-on", "error"], 1),
        (["--fail-on", "style", "--ignore", "all"], 0),
    ],
)
def test_fail_on(broken: Path, options: list[str], code: int) -> None:
    assert run(*options, broken).returncode == code


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["--select", "unknown-drivr-attribute"], "did you mean unknown-driver-attribute?"),
        (["--explain", "SM20X"], "did you mean SM20"),
        (["--explain", "SM4"], " rules, not one; see --list-rules --select SM4"),
        (["--ignore", "qqqqq"], "see --list-rules"),
        (["--format", "xml"], "'xml' is none of full, concise"),
        (["--frmat"], "--format"),
    ],
)
def test_wrong_usage(arguments: list[str], advice: str) -> None:
    ran = run(*arguments)
    assert ran.returncode == 2
    assert advice in ran.stderr
    assert ran.stdout == ""


def test_path_that_is_not_there(tmp_path: Path) -> None:
    ran = run(tmp_path / "nowhere")
    assert ran.returncode == 3
    assert "nowhere" in ran.stderr and "give a directory" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_directory_without_a_configuration(tmp_path: Path) -> None:
    ran = run(write_site(tmp_path, {"notes": "no configuration\n"}))
    assert ran.returncode == 3
    assert "none of config, directors" in ran.stderr


def test_one_directory_a_host(tmp_path: Path) -> None:
    hub = {"hub/config": "visible_name = example.org\n", "client/transports": BROKEN["transports"]}
    ran = run("--format", "concise", write_site(tmp_path, hub))
    place = "client/transports:2:5: error[SM203]"
    assert (ran.returncode, ran.stdout.startswith(place), ran.stdout.count("\n")) == (1, True, 1)


def test_diff_shows_safe_repairs_and_changes_nothing(broken: Path) -> None:
    ran = run("--diff", broken)
    assert ran.returncode == 1
    assert ran.stdout.startswith("--- a/transports\n+++ b/transports\n")
    assert (broken / "transports").read_text() == BROKEN["transports"]


def test_fix_repairs_and_reports_the_rest(broken: Path) -> None:
    ran = run("--fix", "--format", "concise", broken)
    assert ran.stderr == "smail-check: 1 repair made\n"
    assert "SM802" in ran.stdout and "SM203" not in ran.stdout
    assert run("--diff", broken).returncode == 0


def test_unsafe_repairs_are_made_when_asked_for(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"transports": "local: driver=appendfyle, local; file=/var/mail/${lc:user}\n"})
    assert (run("--diff", site).returncode, run("--diff", site).stdout) == (0, "")
    shown = run("--diff", "--unsafe-fixes", site)
    assert (shown.returncode, "+local: driver=appendfile, local" in shown.stdout) == (1, True)
    ran = run("--fix", "--unsafe-fixes", "--select", "SM306", site)
    assert (ran.returncode, ran.stderr) == (0, "smail-check: 1 repair made\n")
    assert (site / "transports").read_text() == "local: driver=appendfile, local; file=/var/mail/${lc:user}\n"


def test_unsafe_fixes_alone_ask_for_nothing(broken: Path) -> None:
    ran = run("--unsafe-fixes", broken)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "goes with --fix or --diff" in ran.stderr


def test_repair_that_is_not_proved_is_told(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"transports": "mine: driver=appendfile file=/x\n"})
    for option in ("--fix", "--diff"):
        ran = run(option, "--select", "SM103", site)
        assert "transports:1:25: the repair of SM103 missing-comma-between-attributes was taken back, " in ran.stderr
        assert (site / "transports").read_text() == "mine: driver=appendfile file=/x\n"


def test_repairs_of_several_hosts(tmp_path: Path) -> None:
    site = write_site(tmp_path, {f"{host}/transports": BROKEN["transports"] for host in ("hub", "client")})
    ran = run("--fix", site)
    assert (ran.returncode, ran.stderr) == (0, "smail-check: 2 repairs made\n")
    assert (site / "hub" / "transports").read_text() == (site / "client" / "transports").read_text()


def test_fix_leaves_alone_what_is_not_selected(broken: Path) -> None:
    run("--fix", "--ignore", "SM203", broken)
    assert (broken / "transports").read_text() == BROKEN["transports"]


def test_explain_by_code_and_by_name() -> None:
    ran = run("--explain", "SM203")
    assert ran.returncode == 0
    assert ran.stdout == run("--explain", "unknown-driver-attribute").stdout
    assert ran.stdout.startswith("# unknown-driver-attribute\n")
    assert "## Why it matters" in ran.stdout and "max_addrs=20" in ran.stdout


def test_list_rules() -> None:
    assert "SM802  attribute-not-implemented" in run("--list-rules").stdout
    listed = json.loads(run("--list-rules", "--format", "json").stdout)["rules"]
    assert {"code", "name", "severity", "family", "docs", "fix", "since", "preview"} <= set(listed[0])
    codes = [one["code"] for one in listed]
    assert codes == sorted(set(codes))


def test_our_bug_is_one_line(tmp_path: Path) -> None:
    write_site(
        tmp_path, {"smail_compiler/pipeline.py": "raise RuntimeError('planted')\n", "smail_compiler/__init__.py": ""}
    )
    code = "import sys; sys.path.insert(0, sys.argv.pop()); from smail_lint.cli import main; main()"
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 4
    assert len(ran.stderr.splitlines()) == 1 and "internal error" in ran.stderr


def test_reader_that_leaves_early(broken: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [str(BIN / "smail-check"), "--format", "json", str(broken)]
    ran = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (ran.returncode, ran.stderr) == (1, "")


def test_version_starts_without_the_heavy_libraries() -> None:
    code = "import sys; sys.argv = ['x', '--version']; from smail_lint.cli import main; main(); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, modules = ran.stdout.splitlines()
    assert version.startswith("smail-check ")
    assert not {"click", "lark", "rich", "msgspec"} & set(modules.split())


def modules_of(*options: str | Path) -> set[str]:
    """What a run of its own imports."""
    words = ["x", "--no-cache", *map(str, options)]
    code = f"import sys; sys.argv = {words!r}; from smail_lint.cli import main\n"
    code += "try: main()\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


def test_check_imports_only_its_own_format(broken: Path) -> None:
    modules = modules_of("--format", "concise", broken)
    assert not {"rich", "smail_lint.report.sarif", "smail_lint.report.json", "smail_lint.report.full"} & modules


HEAVY = {
    "asyncio", "difflib", "dns", "email", "html", "http", "importlib.resources", "json", "multiprocessing",
    "rich", "sqlite3", "ssl", "subprocess", "tomllib", "uvloop", "xml", "zipfile",
}  # fmt: skip
SELDOM = (
    "smail_compiler.emit.table", "smail_compiler.syntax.printing", "smail_lint.adoption.adding",
    "smail_lint.adoption.since", "smail_lint.adoption.watching", "smail_lint.expectations",
    "smail_lint.fix.difference", "smail_lint.fix.proof", "smail_lint.fix.writing", "smail_lint.query",
    "smail_lint.settings.reading", "smail_runtime.daemon", "smail_runtime.delivery", "smail_runtime.net",
    "smail_runtime.queue", "smail_runtime.smtp",
)  # fmt: skip


def test_a_check_imports_nothing_that_it_does_not_need() -> None:
    modules = modules_of(SAMPLES / "smallsite")
    assert HEAVY & modules == set()
    assert [one for one in modules if one.startswith(SELDOM)] == []


def test_a_check_makes_no_parser_anew() -> None:
    code = "from lark import Lark; from smail_compiler.pipeline import load; from pathlib import Path\n"
    code += "def refused(*_, **__): raise AssertionError('a parser is made')\n"
    code += f"Lark.__init__ = refused; print(len(load(Path({str(SAMPLES / 'smallsite')!r})).site.directors))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(ran.stdout) > 0


def test_the_dialect_may_be_told(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config": "more_hostnames += x.example.org\n"})
    assert "SM123" in run(site).stdout
    assert run("--dialect", "extended", site).returncode == 0
    assert run("--dialect", "4", site).returncode == 2


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_pages_are_explained_for_programs(form: str) -> None:
    ran = run("--explain", "hop-limit-extreme", "--format", form)
    assert ran.returncode == 0
    if form == "json":
        page = json.loads(ran.stdout)
        assert (page["code"], page["family"]) == ("SM713", "queue")
        flagged = next(one for one in page["sections"] if one["title"] == "Flagged")
        assert flagged["files"] == {"config": "max_hop_count = 5\n"}
    else:
        assert ran.stdout.startswith("# hop-limit-extreme\n")


@pytest.mark.parametrize("command", ["smail-check", "smail-compile"])
def test_a_config_file_that_is_a_directory(command: str, tmp_path: Path) -> None:
    (tmp_path / "site/config").mkdir(parents=True)
    words = [str(BIN / command), str(tmp_path / "site")]
    words += ["-o", str(tmp_path / "table")] if command == "smail-compile" else []
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    assert "it is a directory, not a regular file" in ran.stdout + ran.stderr


@pytest.mark.parametrize("name", ["directors", "aliases"])
def test_another_file_of_the_configuration_as_path(name: str, tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config": "", "directors": "user: driver=user\n", "aliases": "a: b\n"})
    ran = run(site / name)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert f"one file of the configuration in {site}, and no config file; give a directory" in ran.stderr


def bound(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """One run by a user who may read and write only what modes allow, root included."""
    lesser = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    return subprocess.run([*lesser, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False)


@pytest.mark.skipif(os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root reads everything")
@pytest.mark.parametrize("command", ["smail-check", "smail-query config", "smail-query graph", "smail-query route"])
def test_what_may_not_be_read_is_no_wrong_usage(command: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir(mode=0o000)
    name, *question = command.split()
    ran = bound(BIN / name, *question, tmp_path / "site", *(["jane"] if "route" in question else []))
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "site: Permission denied; give a " in ran.stderr


@pytest.mark.skipif(os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root writes everywhere")
@pytest.mark.parametrize("options", ["--fix", "--add-ignores", "--format-source --write"])
def test_what_may_not_be_written_is_named(options: str, broken: Path) -> None:
    (broken / "transports").write_text("relay: driver=tcpsmtp, inet;\n  max_addrs=20\n")
    (broken / "config").unlink()
    broken.chmod(0o500)
    ran = bound(BIN / "smail-check", *options.split(), broken)
    broken.chmod(0o700)
    assert ran.returncode == 3
    assert f"{broken}/transports: Permission denied\n" in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_a_full_standard_output_is_named(broken: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [BIN / "smail-check", broken], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (ran.returncode, ran.stderr) == (3, "smail-check: cannot write standard output: No space left on device\n")
