"""One run of the analyzer: load, gather facts, ask the selected rules, sort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from smail_compiler.pipeline import Loaded, UnreadableError, load
from smail_compiler.text.diagnostic import Diagnostic, in_order
from smail_lint.facts.machine import Machine
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.registry import RULES
from smail_lint.report.findings import Findings
from smail_lint.rule import Rule

BY_DEFAULT: tuple[Rule, ...] = tuple(rule for rule in RULES if not rule.preview)

_NOTHING: Mapping[str, bytes] = MappingProxyType({})
_FILES = ("config", "directors", "routers", "transports", "retry", "qualify")


def check(
    target: Path,
    rules: Sequence[Rule] = BY_DEFAULT,
    dialect: str | None = None,
    given: Mapping[str, bytes] = _NOTHING,
    machine: Machine | None = None,
) -> Findings:
    """Check the configuration at `target`: a directory, a `config` file, or a directory with one directory a host.

    `dialect` overrides what the files declare; `given` are texts to read in the place of files, as in
    `smail_compiler.pipeline.load`. `machine` is the one that the configuration is for, as far as it is known. Raises
    smail_compiler.pipeline.UnreadableError when nothing can be read there.
    """
    runs = [examine(loaded, rules, machine) for loaded in _sites(target, dialect, given)]
    return Findings(tuple(in_order(one for run in runs for one in run.found)), sum(run.files for run in runs))


def examine(loaded: Loaded, rules: Sequence[Rule] = BY_DEFAULT, machine: Machine | None = None) -> Findings:
    """Ask the rules about a configuration that is loaded already."""
    facts = SiteFacts(loaded.site, loaded.diagnostics, machine)
    found = in_order([*_asked(facts, rules), *_without_rule(facts)])
    return Findings(tuple(found), len(loaded.site.sources) + len(loaded.site.lists))


def _asked(facts: SiteFacts, rules: Sequence[Rule]) -> Iterator[Diagnostic]:
    for rule in rules:
        yield from rule.check(facts)


def _without_rule(facts: SiteFacts) -> Iterator[Diagnostic]:
    """What the front end found and no rule speaks for: it is never lost, whatever was selected."""
    spoken_for = {rule.kind.code for rule in RULES}
    return (one for one in facts.diagnostics if one.kind.code not in spoken_for)


def hosts(
    target: Path, dialect: str | None = None, given: Mapping[str, bytes] = _NOTHING
) -> Iterator[tuple[str, Loaded]]:
    """Each configuration at `target`, as `check` finds them, with the name of its directory, if it has one below.

    Paths of sources are below that directory. Raises smail_compiler.pipeline.UnreadableError.
    """
    below = _hosts(target)
    if not below:
        yield "", load(target, dialect, given)
    for host in below:
        yield host.name, load(host, dialect, given)


def _sites(target: Path, dialect: str | None, given: Mapping[str, bytes]) -> Iterator[Loaded]:
    for host, loaded in hosts(target, dialect, given):
        for source in (*loaded.site.sources, *(one.source for one in loaded.site.lists)) if host else ():
            source.path = str(Path(host) / source.path)
        yield loaded


def _hosts(target: Path) -> list[Path]:
    """The directories of hosts below a directory that is no site itself.

    Raises UnreadableError when there are none: built-in entries alone are no configuration that somebody wrote.
    """
    try:
        if not target.is_dir() or _is_site(target):
            return []
        hosts = sorted(path for path in target.iterdir() if path.is_dir() and _is_site(path))
    except OSError as problem:
        raise UnreadableError(f"{target}: {problem.strerror}") from problem
    if not hosts:
        raise UnreadableError(_nothing_there(target))
    return hosts


def refuse_no_site(target: Path) -> None:
    """Raise UnreadableError for a directory that holds no file of a configuration, or those of several hosts."""
    if target.is_dir() and not _is_site(target):
        hosts = _hosts(target)
        names = ", ".join(host.name for host in hosts)
        raise UnreadableError(f"{target}: it holds the configurations of {len(hosts)} hosts ({names}), not one")


def _nothing_there(target: Path) -> str:
    return f"{target}: none of {', '.join(_FILES)} is there"


def _is_site(directory: Path) -> bool:
    return any((directory / name).exists() for name in _FILES)
