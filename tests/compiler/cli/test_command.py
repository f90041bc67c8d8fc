"""`smail-compile`: what it writes, what it refuses, and how it ends."""

from __future__ import annotations

import re
import resource
import shutil
from pathlib import Path

import pytest

from smail_runtime import __version__
from smail_runtime.table import open_table
from smail_testkit.compiling import SAMPLES, smail_compile

OLD = b"an older table, not to be touched"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the small sample."""
    return shutil.copytree(SAMPLES / "smallsite", tmp_path / "site")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """An older table."""
    path = tmp_path / "smail.table"
    path.write_bytes(OLD)
    return path


def test_writes_a_table_and_says_so(site: Path, table: Path) -> None:
    done = smail_compile(site, "-o", table)
    assert (done.returncode, done.stderr) == (0, "")
    with open_table(table) as written:
        keys = written.size("aliases")
        assert written.lookup("aliases", b"Postmaster") == b"root"
        assert [one.name for one in written.program.directors][-1] == "lists"
        size, digest = table.stat().st_size, written.digest[:12]
    expected = rf"{re.escape(str(table))}: \d+ entries, {keys} keys, {size} bytes, sha256 {digest}\n"
    assert re.fullmatch(expected, done.stdout)
    assert table.stat().st_mode & 0o111 == 0


def test_quiet(site: Path, table: Path) -> None:
    done = smail_compile("-q", site, "-o", table)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("sample", ["smallsite", "bigsite", "hub-client/hub", "hub-client/client"])
def test_samples_compile(sample: str, table: Path) -> None:
    """And every line of an alias file that starts with a name is found under it, with its line."""
    done = smail_compile(SAMPLES / sample, "-o", table)
    assert (done.returncode, done.stderr) == (0, "")
    with open_table(table) as written:
        for section in written.sections:
            lines = (SAMPLES / sample / written.file(section)).read_bytes().splitlines()
            named = [(n, line.partition(b":")[0]) for n, line in enumerate(lines, 1) if re.match(rb"[^\s#]", line)]
            assert len(named) == written.size(section)
            assert all(written.line(section, name.upper()) == n for n, name in named)


def test_errors_refuse_and_leave_the_older_table(site: Path, table: Path) -> None:
    with (site / "routers").open("a") as routers:
        routers.write("paths: driver=pathalias, transport=nowhere; file=paths\nnames no colon\n")
    done = smail_compile(site, "-o", table)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[SM301] no transport is called `nowhere`" in done.stderr
    assert "routers:10:" in done.stderr
    assert done.stderr.endswith("was not written, for the configuration has errors\n")
    assert table.read_bytes() == OLD


def test_warnings_are_shown_and_do_not_refuse(site: Path, table: Path) -> None:
    directors = site / "directors"
    directors.write_text(directors.read_text().replace("file=aliases,", "file=aliasse,"))
    done = smail_compile(site, "-o", table)
    assert done.returncode == 0
    assert "warning[" in done.stderr
    assert "aliasse" in done.stderr
    quiet = smail_compile("-q", site, "-o", table)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


@pytest.mark.parametrize("arguments", [(), ("one", "two", "-o", "x"), ("--wrong", "-o", "x"), (".",)])
def test_usage(arguments: tuple[str, ...]) -> None:
    done = smail_compile(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: smail-compile [OPTIONS] [PATH]")


def one_line(stderr: str) -> str:
    """The only line of a complaint."""
    assert stderr.startswith("smail-compile: ")
    assert stderr.count("\n") == 1
    return stderr


def test_unreadable_path(tmp_path: Path, table: Path) -> None:
    for path in (tmp_path / "absent", Path("/dev/null"), tmp_path / "new\nline"):
        done = smail_compile(path, "-o", table)
        assert done.returncode == 3
        one_line(done.stderr)
    assert table.read_bytes() == OLD


def test_places_where_no_table_can_be(site: Path, tmp_path: Path) -> None:
    for path, words in {
        tmp_path: "it is a directory",
        Path("/dev/null"): "it is not a regular file",
        tmp_path / "absent" / "table": "No such file or directory",
        Path("/proc/smail.table"): "it cannot be written",
    }.items():
        done = smail_compile(site, "-o", path)
        assert (done.returncode, done.stdout) == (3, "")
        assert words in one_line(done.stderr)


def test_file_size_limit_leaves_the_older_table(site: Path, table: Path) -> None:
    """A write that the kernel cuts short, as on a full disk."""
    done = smail_compile(site, "-o", table, limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    assert done.returncode == 3
    assert "it cannot be written: File too large" in one_line(done.stderr)
    assert table.read_bytes() == OLD
    assert sorted(one.name for one in table.parent.iterdir()) == ["site", "smail.table"]


def test_verify(site: Path, table: Path) -> None:
    written = smail_compile(site, "-o", table)
    done = smail_compile("--verify", table)
    assert (done.returncode, done.stdout, done.stderr) == (0, written.stdout, "")
    data = table.read_bytes()
    table.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    done = smail_compile("--verify", table)
    assert (done.returncode, done.stdout) == (3, "")
    assert "it is damaged" in one_line(done.stderr)
    assert "No such file" in one_line(smail_compile("--verify", site / "absent").stderr)


def test_our_own_fault_is_one_line(site: Path, table: Path) -> None:
    before = "import smail_compiler.emit.table as t\ndef emit(site, old): raise RuntimeError('oops')\nt.emit = emit"
    done = smail_compile(site, "-o", table, before=before)
    assert done.returncode == 4
    assert "internal error: RuntimeError: oops" in one_line(done.stderr)
    assert table.read_bytes() == OLD


def test_version_imports_nothing_heavy() -> None:
    before = "import atexit, sys\natexit.register(lambda: print({'click', 'lark', 'rich'} & set(sys.modules)))"
    done = smail_compile("--version", before=before)
    assert (done.returncode, done.stdout) == (0, f"smail-compile {__version__}\nset()\n")


def test_help_has_examples() -> None:
    done = smail_compile("--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout
    assert "Exit codes:" in done.stdout


def test_the_dialect_may_be_told(site: Path, table: Path) -> None:
    with (site / "config").open("a") as config:
        config.write("\nmore_hostnames += extra.example.org\n")
    assert smail_compile(site, "-o", table).returncode == 1
    assert smail_compile(site, "-o", table, "--dialect", "extended").returncode == 0
    with open_table(table) as written:
        assert "extra.example.org" in written.program.variables.more_hostnames
