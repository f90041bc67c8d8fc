"""One run of the analyzer: load, gather facts, ask the selected rules, sort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import msgspec

from smail_compiler.pipeline import Loaded, UnreadableError, load
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity, in_order
from smail_compiler.text.keeper import Keeper
from smail_compiler.text.source import SourceFile
from smail_lint.facts.machine import Machine
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.layout.which import kinds
from smail_lint.recall.asking import Memory, asked
from smail_lint.recall.places import standing
from smail_lint.recall.values import Values
from smail_lint.registry import RULES
from smail_lint.report.findings import Findings
from smail_lint.rule import Rule
from smail_lint.suppression.comments import MARK
from smail_lint.suppression.judging import judged
from smail_lint.suppression.scope import Remarks, remarks_of

BY_DEFAULT: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.by_default)

_NOTHING: Mapping[str, bytes] = MappingProxyType({})
_FILES = ("config", "directors", "routers", "transports", "retry", "qualify")


class Question(msgspec.Struct, frozen=True):
    """What is asked of a configuration: which rules, and what they may know beside the files.

    `dialect` overrides what the files declare; `given` are texts to read in the place of files, as in
    `smail_compiler.pipeline.load`; `machine` is the one that the configuration is for, as far as it is known;
    `parameters` are numbers of rules that differ from their defaults; `keeper` has answers of earlier runs.
    """

    rules: tuple[Rule, ...] = BY_DEFAULT
    dialect: str | None = None
    given: Mapping[str, bytes] = _NOTHING
    machine: Machine | None = None
    parameters: Mapping[tuple[str, str], int] = MappingProxyType({})
    keeper: Keeper | None = None


class Examined(msgspec.Struct, frozen=True):
    """What the rules find, whatever comments say of it, the paths of the files, and what their comments say."""

    found: tuple[Diagnostic, ...]
    paths: tuple[str, ...]
    remarks: Remarks

    @property
    def files(self) -> int:
        """How many files were read."""
        return len(self.paths)


def check(
    target: Path,
    rules: Sequence[Rule] = BY_DEFAULT,
    dialect: str | None = None,
    given: Mapping[str, bytes] = _NOTHING,
    machine: Machine | None = None,
    today: date | None = None,
) -> Findings:
    """Check the configuration at `target`: a directory, a `config` file, or a directory with one directory a host.

    What may be asked is told at `Question`. Comments that ignore rules are judged as on the day `today`, without
    which it is the day it is. Raises smail_compiler.pipeline.UnreadableError when nothing can be read there.
    """
    question = Question(tuple(rules), dialect, given, machine)
    return without_ignored(examined(target, question), rules, today)


def examined(target: Path, question: Question) -> Examined:
    """What `check` finds before it looks at the comments that ignore rules. Raises UnreadableError."""
    sites = hosts(target, question.dialect, question.given, question.keeper)
    runs = [_examined(loaded, question, host) for host, loaded in sites]
    return Examined(
        tuple(in_order(one for run in runs for one in run.found)),
        tuple(path for run in runs for path in run.paths),
        Remarks(
            tuple(one for run in runs for one in run.remarks.suppressions),
            tuple(one for run in runs for one in run.remarks.misread),
        ),
    )


def without_ignored(run: Examined, rules: Sequence[Rule], today: date | None = None) -> Findings:
    """The findings of a run in which `rules` were asked, as comments let them through."""
    ran = frozenset(rule.kind.code for rule in rules)
    result = judged(run.found, run.remarks, lambda path: ran, today or datetime.now(UTC).date())
    return Findings(tuple(in_order(result.found)), run.files)


def examine(
    loaded: Loaded,
    rules: Sequence[Rule] = BY_DEFAULT,
    machine: Machine | None = None,
    keeper: Keeper | None = None,
) -> Findings:
    """Ask the rules about a configuration that is loaded already.

    Comments ignore what rules find, but no error of the front end: there is no program without such errors mended.
    """
    run = _examined(loaded, Question(tuple(rules), machine=machine, keeper=keeper))
    errors = {_identity(one) for one in loaded.diagnostics if one.severity is Severity.ERROR}
    left = without_ignored(run, rules)
    kept = [one for one in run.found if _identity(one) in errors]
    return Findings(tuple(in_order([*left.found, *kept])), left.files)


def _identity(one: Diagnostic) -> tuple[str, int, Kind, str]:
    """What tells findings apart, whether they were made or kept."""
    return one.at.source.path, one.at.start, one.kind, one.message


def _examined(loaded: Loaded, question: Question, host: str = "") -> Examined:
    """The rules' answers on one site; paths of sources begin with the directory of the host behind this."""
    sources = _sources(loaded)
    remarks = remarks_of(kinds(loaded.site)) if has_remarks(loaded) else Remarks()
    for source in sources if host else ():
        source.path = str(Path(host) / source.path)
    facts = SiteFacts(loaded.site, loaded.diagnostics, question.machine, question.parameters)
    memory = _memory(loaded, question, host)
    found = in_order([*asked(facts, question.rules, memory), *_without_rule(facts)])
    return Examined(tuple(found), tuple(one.path for one in sources), remarks)


def _memory(loaded: Loaded, question: Question, host: str) -> Memory | None:
    """What is known of a site; nothing when answers depend on its machine."""
    if question.keeper is None or question.machine is not None:
        return None
    values = Values(loaded.site, loaded.diagnostics, question.parameters)
    return Memory(question.keeper, host, values, standing(loaded.site))


def has_remarks(loaded: Loaded) -> bool:
    """Whether comments may speak to the check; else the day is nothing to it."""
    return any(MARK in one.data for one in _sources(loaded))


def _sources(loaded: Loaded) -> tuple[SourceFile, ...]:
    return (*loaded.site.sources, *(one.source for one in loaded.site.lists))


def _without_rule(facts: SiteFacts) -> Iterator[Diagnostic]:
    """What the front end found and no rule speaks for: it is never lost, whatever was selected."""
    spoken_for = {rule.kind.code for rule in RULES}
    return (one for one in facts.diagnostics if one.kind.code not in spoken_for)


def hosts(
    target: Path,
    dialect: str | None = None,
    given: Mapping[str, bytes] = _NOTHING,
    keeper: Keeper | None = None,
) -> Iterator[tuple[str, Loaded]]:
    """Each configuration at `target`, as `check` finds them, with the name of its directory, if it has one below.

    Paths of sources are below that directory. Raises smail_compiler.pipeline.UnreadableError.
    """
    below = _hosts(target)
    if not below:
        yield "", load(target, dialect, given, keeper=keeper)
    for host in below:
        yield host.name, load(host, dialect, given, keeper=keeper)


def _hosts(target: Path) -> list[Path]:
    """The directories of hosts below a directory that is no site itself.

    Raises UnreadableError when there are none: built-in entries alone are no configuration that somebody wrote.
    """
    try:
        if not target.is_dir() or is_site(target):
            return []
        hosts = sorted(path for path in target.iterdir() if path.is_dir() and is_site(path))
    except OSError as problem:
        raise UnreadableError(f"{target}: {problem.strerror}") from problem
    if not hosts:
        raise UnreadableError(_nothing_there(target))
    return hosts


def refuse_no_site(target: Path) -> None:
    """Raise UnreadableError for a directory that holds no file of a configuration, or those of several hosts."""
    if target.is_dir() and not is_site(target):
        hosts = _hosts(target)
        names = ", ".join(host.name for host in hosts)
        raise UnreadableError(f"{target}: it holds the configurations of {len(hosts)} hosts ({names}), not one")


def _nothing_there(target: Path) -> str:
    return f"{target}: none of {', '.join(_FILES)} is there"


def is_site(directory: Path) -> bool:
    """Whether a directory holds a file of a configuration."""
    return any((directory / name).exists() for name in _FILES)
