"""Where findings go: to standard output or to a file, in the format asked for, under names that its readers know."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_compiler.text.source import SourceFile, bytes_of
from smail_lint.report.ending import write
from smail_lint.report.findings import Findings
from smail_lint.report.formats import FOR_PEOPLE, FORMATS, MOST_ALIKE, STATISTICS, Look
from smail_lint.report.paint import Paint, wants_colour
from smail_runtime import __version__

if TYPE_CHECKING:
    from smail_lint.rule import Rule

PIPE_WIDTH = 80
SUMMARY_LIMIT = 1 << 20
"""Bytes that GitHub takes for the summary of a step."""

_TOPS = {
    "github": ("GITHUB_WORKSPACE",),
    "gitlab": ("CI_PROJECT_DIR",),
    "azure": ("BUILD_SOURCESDIRECTORY",),
    "sarif": ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"),
}
"""Where a server has the top of the repository, from which it reads the names of files."""


class UnsuitableError(Exception):
    """Options that do not go together; the message says which."""


class Output(msgspec.Struct, frozen=True):
    """How findings are given out: `file` None is standard output, `top` the directory that names begin at.

    `most` is how many findings of one rule in one file are shown to people, 0 for all, None if nothing was said;
    `mildest` is the severity below which none is told at all.
    """

    form: str = "full"
    statistics: bool = False
    file: Path | None = None
    top: Path | None = None
    most: int | None = None
    mildest: Severity | None = None

    def refuse_misfits(self) -> None:
        """Raise UnsuitableError for counts in a format that has no place for them, and for limits in one without."""
        if self.most is not None and (self.statistics or self.form not in FOR_PEOPLE):
            told = "--statistics counts" if self.statistics else f"{self.form} holds"
            raise UnsuitableError(f"--max-alike is for {' and '.join(FOR_PEOPLE)}: {told} every finding")
        if self.statistics and self.form not in STATISTICS:
            raise UnsuitableError(f"--statistics is written as {', '.join(STATISTICS)}, not as {self.form}")


def put(findings: Findings, output: Output, path: Path, rules: Callable[[], Iterable[Rule]]) -> None:
    """Give the findings of the configuration at `path` out.

    Raises UnsuitableError, OSError when a file cannot be written, and BrokenPipeError.
    """
    named = renamed(findings.down_to(output.mildest), _base(output, path, os.environ))
    writer = (STATISTICS if output.statistics else FORMATS)[output.form]
    most = MOST_ALIKE if output.most is None else output.most
    look = Look(lambda: (rule.page() for rule in rules()), __version__, most=most)
    if output.file is not None:
        output.file.write_bytes(_encoded(writer(named, look)))
    else:
        write(writer(named, msgspec.structs.replace(look, width=width(), paint=paint())))
    if output.form == "github" and not output.statistics:
        _summarise(named, os.environ.get("GITHUB_STEP_SUMMARY", ""))


def renamed(findings: Findings, base: str) -> Findings:
    """The findings with `base` in front of the paths of all files that they name."""
    if base:
        for source in {id(source): source for one in findings.found for source in _named(one)}.values():
            source.path = base + source.path
    return msgspec.structs.replace(findings, base=base)


def width() -> int:
    """Cells of the terminal, or of COLUMNS; a fixed number when the output is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPE_WIDTH


def paint() -> Paint:
    """Colours for standard output, or none."""
    return Paint(wants_colour(sys.stdout.isatty(), os.environ))


def _named(one: Diagnostic) -> list[SourceFile]:
    """The files that a finding speaks of."""
    edits = one.fix.edits if one.fix is not None else ()
    places = (one.at, *(label.at for label in (*one.labels, *one.flow)), *(edit.at for edit in edits))
    return [place.source for place in places]


def _base(output: Output, path: Path, environment: Mapping[str, str]) -> str:
    """What leads from the top to the directory of the configuration; a top that a server tells is only a hint."""
    directory = os.path.realpath(path if path.is_dir() else path.parent)
    if output.top is not None:
        base = _below(directory, output.top)
        if base is None:
            raise UnsuitableError(f"--relative-to: {path} is not below {output.top}")
        return base
    tops = [environment[name] for name in _TOPS.get(output.form, ()) if environment.get(name)]
    return next((base for top in tops if (base := _below(directory, Path(top))) is not None), "")


def _below(directory: str, top: Path) -> str | None:
    """The path of a directory below another, with a slash at its end; None when it is elsewhere."""
    from_top = os.path.relpath(directory, os.path.realpath(top))
    if Path(from_top).parts[:1] == (os.pardir,):
        return None
    return "" if from_top == os.curdir else f"{from_top}/"


def _summarise(findings: Findings, file: str) -> None:
    """Add a table of all findings to the summary of the job, where there is one."""
    if file:
        from smail_lint.report.markdown import markdown

        with Path(file).open("ab") as summary:
            summary.write(_encoded(markdown(findings, SUMMARY_LIMIT)))


def _encoded(text: str) -> bytes:
    return bytes_of(text) if text.isascii() else text.encode("utf-8", "backslashreplace")
