"""`--format-source`: every file of a configuration in its layout, printed, compared or written.

Files with errors in their form are left as they are and named on standard error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from smail_compiler.pipeline import Loaded
from smail_compiler.semantics.kinds import UNREADABLE_FILE
from smail_compiler.text.source import text_of
from smail_lint.cli.outputs import UnsuitableError
from smail_lint.engine import hosts
from smail_lint.fix.difference import difference
from smail_lint.fix.layout.proof import Formatted, formatted
from smail_lint.fix.layout.which import kinds
from smail_lint.fix.repair import Repaired
from smail_lint.fix.writing import ChangedError, write_all
from smail_lint.report.ending import FINE, NEGATIVE, OUR_BUG, UNREADABLE, complain, write
from smail_runtime.mail.wording import counted


def lay_out(name: str, path: Path, *, diff: bool, in_place: bool, dialect: str | None = None) -> int:
    """Lay out the configuration at `path` for the command `name`; gives the exit code.

    `dialect` overrides what the files declare.

    Raises UnsuitableError, and smail_compiler.pipeline.UnreadableError.
    """
    if diff and in_place:
        raise UnsuitableError("--diff shows what --write would do: give one of them")
    files, missed = _all(path, dialect)
    changes = [Repaired(file.source, file.data, 1) for file in files if file.differs]
    if in_place and not _written(name, changes, path):
        return UNREADABLE
    if not in_place:
        write(difference(changes) if diff else printed(files))
    for complaint in (*missed, *_complaints(files)):
        complain(name, complaint)
    if any(file.changed for file in files):
        return OUR_BUG
    return NEGATIVE if missed or any(file.error for file in files) or (diff and changes) else FINE


def printed(files: Sequence[Formatted]) -> str:
    """All files, each under its name unless it is the only one."""
    if len(files) == 1:
        return text_of(files[0].data)
    return "\n".join(f"==> {file.source.path} <==\n{text_of(file.data)}" for file in files)


def _all(path: Path, dialect: str | None) -> tuple[list[Formatted], list[str]]:
    """Every file laid out, and what is said of those that could not be read."""
    files: list[Formatted] = []
    missed: list[str] = []
    for host, loaded in hosts(path, dialect):
        missed += _missed(loaded)
        for source, kind in kinds(loaded.site):
            source.path = str(Path(host) / source.path)
            files.append(formatted(source, kind, extended=loaded.site.dialect.extended))
    return files, missed


def _missed(loaded: Loaded) -> Iterator[str]:
    return (one.message for one in loaded.diagnostics if one.kind is UNREADABLE_FILE)


def _complaints(files: Sequence[Formatted]) -> Iterator[str]:
    for file in files:
        if file.error is not None:
            line, column = file.error.at.begin
            yield f"{file.source.path}:{line}:{column}: left as it is, since {file.error.message}"
        if file.changed:
            yield f"internal error: the layout of {file.source.path} would change its meaning; it is left as it is"


def _written(name: str, changes: Sequence[Repaired], path: Path) -> bool:
    """Write what changes and say how much; whether that worked."""
    try:
        write_all(changes, path if path.is_dir() else path.parent)
    except (ChangedError, OSError) as error:
        complain(name, f"cannot write: {error}")
        return False
    complain(name, f"{counted(len(changes), 'file')} laid out anew")
    return True
