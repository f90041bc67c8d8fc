"""Installing a table: whole and verified, or the older one stays as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from smail_compiler.emit.container import assemble
from smail_compiler.emit.install import InstallError, install
from smail_runtime.table import open_table
from smail_testkit.tables import small_table

NEW, OLD = small_table(), assemble([])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """An older table that is in place."""
    path = tmp_path / "smail.table"
    path.write_bytes(OLD)
    return path


def refused(data: bytes, path: Path) -> str:
    """The line with which installing is refused."""
    with pytest.raises(InstallError) as caught:
        install(data, path)
    line = str(caught.value)
    assert line.isprintable()
    return line


def alone(path: Path) -> bool:
    """Whether nothing was left beside a file."""
    return list(path.parent.iterdir()) == [path]


def test_replaces(table: Path) -> None:
    before = open_table(table)
    install(NEW, table)
    assert table.read_bytes() == NEW
    assert before.sections == ()
    before.close()
    assert alone(table)


def test_fresh_name_and_umask(tmp_path: Path) -> None:
    previous = os.umask(0o027)
    try:
        install(NEW, tmp_path / "new.table")
    finally:
        os.umask(previous)
    assert (tmp_path / "new.table").stat().st_mode & 0o777 == 0o640


def test_remains_of_a_killed_process_do_not_matter(table: Path) -> None:
    table.with_name(f".{table.name}.{os.getpid()}.new").write_bytes(b"half")
    install(NEW, table)
    assert table.read_bytes() == NEW
    assert alone(table)


@pytest.mark.parametrize("call", ["write", "fsync", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_trouble_leaves_the_older_table(table: Path, call: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(f"smail_compiler.emit.install.os.{call}", fail)
    line = refused(NEW, table)
    monkeypatch.undo()
    assert line == f"{table}: it cannot be written: {os.strerror(code)}"
    assert table.read_bytes() == OLD
    assert alone(table)


def test_disk_that_lies_is_found_out(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What reached the disk differs in one byte from what was written."""
    write = os.write
    monkeypatch.setattr(
        "smail_compiler.emit.install.os.write", lambda handle, data: write(handle, bytes(data)[:-1] + b"\0")
    )
    assert "does not read back: it is damaged" in refused(NEW, table)
    monkeypatch.undo()
    assert table.read_bytes() == OLD
    assert alone(table)


def test_short_writes_are_continued(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr("smail_compiler.emit.install.os.write", lambda handle, data: write(handle, data[:100]))
    install(NEW, table)
    assert table.read_bytes() == NEW


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    assert "it is a directory" in refused(NEW, tmp_path)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert "it is not a regular file" in refused(NEW, fifo)
    assert "not a regular file" in refused(NEW, Path("/dev/null"))
    assert "No such file" in refused(NEW, tmp_path / "absent" / "table")
    assert "Not a directory" in refused(NEW, Path("/dev/null/table"))
    assert "too long" in refused(NEW, tmp_path / ("x" * 300))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_directory_without_permission(table: Path) -> None:
    table.parent.chmod(0o500)
    try:
        assert "Permission denied" in refused(NEW, table)
    finally:
        table.parent.chmod(0o700)
    assert table.read_bytes() == OLD
