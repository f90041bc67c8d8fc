"""Repairs: whole or not at all, shown as a diff, and written atomically."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.fix.difference import difference
from smail_lint.fix.repair import Repaired, apart, texts
from smail_lint.fix.writing import ChangedError, write_all

KIND = Kind("SM999", "planted", Severity.WARNING)


def finding(source: SourceFile, *edits: tuple[int, int, str], safety: str = "safe") -> Diagnostic:
    """A finding with a repair of these edits."""
    made = tuple(Edit(source.span(start, end), text) for start, end, text in edits)
    return Diagnostic(KIND, "planted", source.span(edits[0][0]), fix=Fix("repair it", safety, made))


def made(*found: Diagnostic) -> bytes:
    """The file after the repairs of those findings that do not touch each other."""
    edits = [edit for one in apart(found) for edit in (one.fix.edits if one.fix is not None else ())]
    return texts(edits)["config"]


def test_edits_of_several_repairs() -> None:
    source = SourceFile("config", b"one two three")
    assert made(finding(source, (8, 13, "drei"), (0, 0, "# ")), finding(source, (4, 7, ""))) == b"# one  drei"


def test_repair_that_touches_another_waits() -> None:
    source = SourceFile("config", b"one two three")
    assert made(finding(source, (4, 7, "2")), finding(source, (7, 8, "-"), (0, 3, "1"))) == b"one 2 three"


def test_nothing_is_made_of_findings_without_edits() -> None:
    assert apart([Diagnostic(KIND, "planted", SourceFile("config", b"").span(0), fix=Fix("none", "safe", ()))]) == []


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_patch_makes_of_the_old_text_the_new_one(before: bytes, after: bytes) -> None:
    shown = difference([Repaired(SourceFile("config", before), after, 1)])
    removed = [line[1:] for line in shown.split("\n")[2:] if line.startswith("-")]
    assert bool(shown) == (before != after)
    assert all(line in before.decode("utf-8", "surrogateescape").split("\n") for line in removed)


def test_diff_is_what_patch_reads(tmp_path: Path) -> None:
    source = SourceFile("config", b"one\ntwo\nthree")
    (tmp_path / "config").write_bytes(source.data)
    shown = difference([Repaired(source, b"one\n2\nthree", 1)])
    assert (
        shown == "--- a/config\n+++ b/config\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n\\ No newline at end of file\n"
    )
    command = ["git", "apply", "--unsafe-paths", "-"]
    subprocess.run(command, input=shown.encode(), cwd=tmp_path, check=True, env={"GIT_CEILING_DIRECTORIES": "/"})
    assert (tmp_path / "config").read_bytes() == b"one\n2\nthree"


def test_written_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.write_bytes(b"one")
    real.chmod(0o640)
    (tmp_path / "config").symlink_to("real")
    write_all([Repaired(SourceFile("config", b"one"), b"1", 1)], tmp_path)
    assert (tmp_path / "config").is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"1", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config", "real"]


def test_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "config").write_bytes(b"other")
    with pytest.raises(ChangedError, match="has changed"):
        write_all([Repaired(SourceFile("config", b"one"), b"1", 1)], tmp_path)
    assert (tmp_path / "config").read_bytes() == b"other"
