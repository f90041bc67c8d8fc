"""Runs of `smail-compile` within the process of a test, beside runs that take nothing over."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

import pytest

from smail_compiler.cli.run import Run


class Ended(NamedTuple):
    """How a run ended, what it printed, and the bytes that are under the table's name behind it."""

    code: int
    out: str
    err: str
    table: bytes | None

    @property
    def unchanged(self) -> bool:
        """Whether it found nothing to do."""
        return self.out.endswith(", unchanged\n")

    @property
    def result(self) -> tuple[int, str, str, bytes | None]:
        """All of it, without the word that nothing was done, and without an older table that stays."""
        return self.code, self.out.replace(", unchanged", ""), self.err, self.table if self.code == 0 else None


class Runs:
    """Runs about one site."""

    def __init__(self, site: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.site = site
        self.table = site.parent / "kept" / "smail.table"
        self._capfd = capfd
        self.table.parent.mkdir()

    def again(self, *, quiet: bool = False, dialect: str | None = None) -> Ended:
        """A run that may take over what earlier ones left."""
        return self._run(self.table, quiet=quiet, dialect=dialect, fresh=False)

    def afresh(self, *, quiet: bool = False, dialect: str | None = None) -> Ended:
        """The same without anything earlier, no table and no cache."""
        table = self.table.parent.parent / "fresh.table"
        table.unlink(missing_ok=True)
        done = self._run(table, quiet=quiet, dialect=dialect, fresh=True)
        out, err = (one.replace(str(table), str(self.table)) for one in (done.out, done.err))
        return Ended(done.code, out, err, done.table)

    def _run(self, table: Path, *, quiet: bool, dialect: str | None, fresh: bool) -> Ended:
        self._capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            Run(self.site, table, dialect, quiet=quiet, fresh=fresh).go()
        said = self._capfd.readouterr()
        data = table.read_bytes() if table.exists() else None
        return Ended(int(str(ended.value.code)), said.out, said.err, data)


def long_at_rest(patch: pytest.MonkeyPatch) -> None:
    """Let runs believe that files were last touched a while ago, so that stamps prove something at once."""
    real = time.time_ns
    patch.setattr("smail_compiler.semantics.disk.time.time_ns", lambda: real() + 60_000_000_000)
