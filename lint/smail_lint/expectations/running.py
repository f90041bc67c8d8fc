"""Running a file of expectations against its target in its world."""

from __future__ import annotations

from pathlib import Path

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Label
from smail_compiler.text.source import SourceFile, Span
from smail_lint.expectations.bad_expectations import KIND as BAD
from smail_lint.expectations.comparing import Difference, differences
from smail_lint.expectations.coverage import Coverage, coverage
from smail_lint.expectations.expectation_failed import KIND
from smail_lint.expectations.reading import read
from smail_lint.expectations.records import Expectation, Written
from smail_lint.query.asked import asked, asked_in
from smail_lint.query.route.answer import RouteAnswer, route
from smail_lint.query.target import Opened, TargetError, opened
from smail_runtime.mail.text import printable
from smail_runtime.routing.fake_world import WorldError


class Ran(msgspec.Struct, frozen=True):
    """One address of one expectation: what became of it, and what differs."""

    expectation: Expectation
    answer: RouteAnswer
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether all is as expected."""
        return not self.differences


class FileRun(msgspec.Struct, frozen=True):
    """One file: what ran, what is wrong, and what was reached; no coverage if nothing could run.

    `unreadable` is why target or world cannot be read.
    """

    source: SourceFile
    written: Written | None
    ran: tuple[Ran, ...]
    found: tuple[Diagnostic, ...]
    coverage: Coverage | None
    unreadable: str | None = None


def run(path: Path) -> FileRun:
    """Read and run a file. Raises OSError when it cannot be read, ValueError for a name that no file has."""
    data = path.read_bytes()
    written, mistakes = read(str(path), data)
    if written is None:
        return FileRun(SourceFile(str(path), data), None, (), mistakes, None)
    try:
        return _run(path, written)
    except (TargetError, WorldError) as problem:
        return FileRun(written.source, written, (), (), None, str(problem))


def _run(path: Path, written: Written) -> FileRun:
    target = path.parent / written.target
    site = opened(target)
    if written.script is not None:
        data, world = asked_in(site, written.script, path.parent)
    else:
        data, world = asked(site, None if written.world is None else path.parent / written.world)
    ran: list[Ran] = []
    found: list[Diagnostic] = []
    with site.table:
        for expectation in written.expectations:
            if expectation.is_empty:
                found.append(_nothing(expectation))
            for address in expectation.addresses:
                answer = route(data, address, expectation.sender, world, grade=expectation.grade)
                ran.append(Ran(expectation, answer, tuple(differences(expectation, answer))))
        reached = coverage(str(target), data, (one.answer for one in ran))
    sources = _sources(site)
    found += [_finding(one, sources) for one in ran if not one.holds]
    return FileRun(written.source, written, tuple(ran), tuple(found), reached)


def _nothing(expectation: Expectation) -> Diagnostic:
    message = "nothing is expected of this address"
    return Diagnostic(BAD, message, expectation.at, help='write outcome = "deliver", or let --update write what is')


def _finding(ran: Ran, sources: dict[str, SourceFile]) -> Diagnostic:
    """The differences of one address, with the entries that decided."""
    first, *more = ran.differences
    name = f"{ran.expectation.name}: " if ran.expectation.name else ""
    address = printable(ran.answer.address)
    message = f"{name}`{address}`: expected {first.key} {_quoted(first.expected)}, got {_quoted(first.got)}"
    notes = [f"expected {one.key} {_quoted(one.expected)}, got {_quoted(one.got)}" for one in more]
    notes += [
        f"{one.message} ({one.status})"
        for one in ran.answer.errors
        if not any(each.key == "error" for each in ran.differences)
    ][:3]
    labels, without_source = _deciding(ran.answer, sources)
    notes += without_source
    target = f"smail-query route shows the whole way of {address}"
    return Diagnostic(KIND, message, first.at, labels=labels, notes=tuple(notes), help=target)


def _quoted(text: str) -> str:
    shown = printable(text)
    return f"`{shown if len(shown) <= 200 else shown[:197] + '...'}`"


def _deciding(answer: RouteAnswer, sources: dict[str, SourceFile]) -> tuple[tuple[Label, ...], list[str]]:
    """The entries that took the address or its results: labels on their lines, notes where there is no source."""
    labels: list[Label] = []
    notes: list[str] = []
    for step in answer.trace:
        if not step.matched:
            continue
        said = f"{step.stage} {step.name}, asked about {printable(step.address)}: {step.reason}"
        source = sources.get(step.file or "")
        if source is None or step.line is None:
            notes.append(f"{step.file}:{step.line}: {said}" if step.file else said)
        elif not any(label.at.line == step.line and label.at.source is source for label in labels):
            labels.append(Label(_line(source, step.line, step.name), said))
    return tuple(labels), notes


def _line(source: SourceFile, line: int, name: str) -> Span:
    start = source.line_starts[min(line, len(source.line_starts)) - 1]
    return source.span(start, start + len(name.encode("utf-8", "surrogateescape")))


def _sources(site: Opened) -> dict[str, SourceFile]:
    return {one.path: one for one in site.site.sources} if site.site is not None else {}
