"""One run of `smail-compile`: is there anything to do? Then load, check, emit, install.

Deploying runs the checks: here alone the compiler calls the linter.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from smail_compiler.cli.earlier import Earlier, Outcome, Shown, earlier
from smail_compiler.cli.progress import Bar
from smail_compiler.cli.screen import put, screen, shown
from smail_compiler.cli.summary import summary, unchanged
from smail_compiler.semantics.disk import Disk
from smail_compiler.semantics.target import UnreadableError, place
from smail_compiler.semantics.witness import witness_of
from smail_compiler.text.beforehand import Beforehand
from smail_compiler.text.diagnostic import Severity
from smail_compiler.text.steps import begin, heard_by
from smail_lint.report.ending import FINE, INTERRUPTED, NEGATIVE, UNREADABLE, complain, write
from smail_runtime.table import Table, TableError, open_table

if TYPE_CHECKING:
    from smail_compiler.pipeline import Loaded
    from smail_compiler.text.keeper import Keeper
    from smail_lint.report.findings import Findings

COMMAND = "smail-compile"
LONG = 1 << 20
"""Bytes of text whose table is made beforehand."""


class _FailedError(Exception):
    """The run ends with a complaint."""

    def __init__(self, reason: str, code: int = UNREADABLE) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class Run:
    """What was asked for; with `fresh` nothing is taken over from earlier runs and nothing is kept for later ones."""

    def __init__(self, path: Path, table: Path, dialect: str | None, *, quiet: bool, fresh: bool) -> None:
        self._path = path
        self._table = table
        self._dialect = dialect
        self._quiet = quiet
        self._fresh = fresh
        self._disk = Disk()
        self._keeper = None if fresh else _keeper(path)
        self._screen = screen(quiet=quiet)

    def go(self) -> NoReturn:
        """Do it. Ends in SystemExit."""
        memory = self._memory()
        before = memory.unchanged(self._screen) if memory is not None else None
        if before is not None:
            self._say_again(before)
        bar = Bar()
        try:
            with heard_by(bar):
                self._work(memory, bar)
        except _FailedError as failed:
            bar.clear()
            complain(COMMAND, failed.reason)
            raise SystemExit(failed.code) from None
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
        finally:
            bar.clear()

    def _work(self, memory: Earlier | None, bar: Bar) -> NoReturn:
        begin("reading the configuration")
        loaded = self._loaded()
        with Beforehand(partial(_emitted, loaded, self._older()), early=_is_long(loaded)) as table:
            findings = _checked(loaded, self._keeper)
            begin("showing what was found")
            text = shown(findings, self._screen)
            bar.clear()
            put(text)
            keeping = _Keeping(memory, loaded, self._disk, Shown(self._screen, text))
            if findings.fails(Severity.ERROR):
                keeping.keep("")
                raise _FailedError(self._refusal(), NEGATIVE)
            line = self._written(loaded, table, keeping)
        bar.clear()
        self._end(line)

    def _memory(self) -> Earlier | None:
        try:
            return None if self._fresh else earlier(place(self._path), self._table, self._dialect)
        except UnreadableError:
            return None

    def _say_again(self, before: Outcome) -> NoReturn:
        put(before.text(self._screen) or b"")
        if not before.table:
            complain(COMMAND, self._refusal())
            raise SystemExit(NEGATIVE)
        self._end("" if self._quiet else unchanged(self._table))

    def _loaded(self) -> Loaded:
        from smail_compiler.pipeline import load
        from smail_lint.engine import refuse_no_site

        try:
            refuse_no_site(self._path)
            return load(self._path, self._dialect, disk=self._disk, keeper=self._keeper)
        except UnreadableError as error:
            advice = "give a directory that holds config, directors, routers and transports, or a config file"
            raise _FailedError(f"{error}; {advice}") from None

    def _written(self, loaded: Loaded, table: Beforehand, keeping: _Keeping) -> str:
        """Install the table; gives the summary line."""
        from smail_compiler.emit.index import IndexTooLargeError
        from smail_compiler.emit.install import InstallError, install, refuse_unfit

        try:
            inputs = (Path(loaded.site.directory, source.path) for source in loaded.site.sources)
            refuse_unfit(self._table, inputs)
            begin("writing the table")
            data = table.result()
            install(data, self._table)
        except (IndexTooLargeError, InstallError) as error:
            raise _FailedError(str(error)) from None
        line, digest = summary(self._table, data)
        keeping.keep(digest)
        return line

    def _older(self) -> Table | None:
        """The table that is there now, if it can be read and counts."""
        try:
            return None if self._fresh else open_table(self._table)
        except TableError:
            return None

    def _refusal(self) -> str:
        return f"{self._table} was not written, for the configuration has errors"

    def _end(self, line: str) -> NoReturn:
        if not self._quiet:
            write(line)
        raise SystemExit(FINE)


class _Keeping:
    """What is to be kept of a run when it has come to its end."""

    def __init__(self, memory: Earlier | None, loaded: Loaded, disk: Disk, text: Shown) -> None:
        self._memory = memory
        self._loaded = loaded
        self._disk = disk
        self._text = text

    def keep(self, table: str) -> None:
        """Keep it, with the digest of the table that was written."""
        from smail_lint.engine import has_remarks

        seen = witness_of(self._disk) if self._memory is not None else None
        if self._memory is not None and seen is not None:
            self._memory.keep(seen, table, self._text, dated=has_remarks(self._loaded))


def _is_long(loaded: Loaded) -> bool:
    """Whether there is so much that the table is better made while the checks run."""
    errors = any(one.severity is Severity.ERROR for one in loaded.diagnostics)
    return not errors and sum(len(one.data) for one in loaded.site.sources) > LONG


def _emitted(loaded: Loaded, old: Table | None) -> bytes:
    from smail_compiler.emit.table import emit

    return emit(loaded.site, old)


def _keeper(path: Path) -> Keeper | None:
    """Where `smail-check` keeps its answers about the site, too: they are the same."""
    from smail_lint.adoption.cache import cache_directory
    from smail_lint.adoption.keeper import SiteKeeper

    directory = cache_directory(None)
    return None if directory is None else SiteKeeper(directory, path)


def _checked(loaded: Loaded, keeper: Keeper | None) -> Findings:
    """What the linter finds, and what this release could not run."""
    from smail_compiler.emit.running import unavailable
    from smail_compiler.text.diagnostic import in_order
    from smail_lint.engine import examine
    from smail_lint.report.findings import Findings

    findings = examine(loaded, keeper=keeper)
    return Findings(tuple(in_order([*findings.found, *unavailable(loaded.site)])), findings.files)
