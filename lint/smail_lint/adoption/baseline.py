"""Baselines: findings that a site has for now, counted by rule and entry, so that only new ones are reported.

A file of JSON, one entry a line behind a head, sorted, so that it is compared and merged line by line. An entry
allows a number of findings; which of several they are is told by their fingerprints, those that nobody knows last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix
from smail_compiler.text.source import SourceFile, Span
from smail_lint.adoption.problem import AdoptionError
from smail_lint.report.anchor import anchor, whole_file
from smail_lint.report.findings import Findings
from smail_lint.report.fingerprint import fingerprints
from smail_lint.rules.tool.stale_baseline_entry import KIND
from smail_runtime.mail.wording import counted

HEAD = b'{"smail-check-baseline":1}'

_CONFLICT = re.compile(rb"^(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)", re.MULTILINE)

Key = tuple[str, str, str]
Asked = Callable[[str], Collection[str]]


class Allowed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many findings of a rule in an entry of a file; of some the fingerprints are known."""

    file: str
    entry: str
    rule: str
    count: Annotated[int, msgspec.Meta(ge=1)]
    fingerprints: tuple[str, ...]

    @property
    def key(self) -> Key:
        """File, entry and rule."""
        return self.file, self.entry, self.rule


class Baseline(msgspec.Struct, frozen=True):
    """What is allowed, each with its place in the file it was read from, if it was read."""

    entries: tuple[tuple[Allowed, Span | None], ...] = ()


class BaselineError(AdoptionError):
    """The baseline cannot be read or is none; the message is one line."""


def read_baseline(path: Path, shown: str, given: bytes | None = None) -> Baseline:
    """Read a baseline; `shown` is how its file is called in findings, `given` a text in the place of its own.

    Raises BaselineError.
    """
    try:
        source = SourceFile(shown, path.read_bytes() if given is None else given)
    except IsADirectoryError as error:
        raise BaselineError(f"{path}: {error.strerror}; name the file in it") from None
    except OSError as error:
        raise BaselineError(f"{path}: {error.strerror}; --init-baseline writes one") from None
    conflict = _CONFLICT.search(source.data)
    if conflict:
        where = f"{path}:{source.line_of(conflict.start())}"
        raise BaselineError(f"{where}: two versions were not merged; keep the lines of both and take out the marks")
    if source.line_bytes(1).strip() != HEAD:
        raise BaselineError(f"{path}:1: this is no baseline of smail-check; --init-baseline writes one")
    lines = range(2, len(source.line_starts) + 1)
    return Baseline(tuple(_entry(source, line, path) for line in lines if source.line_bytes(line).strip()))


def _entry(source: SourceFile, line: int, path: Path) -> tuple[Allowed, Span]:
    text = source.line_bytes(line)
    start = source.line_starts[line - 1]
    try:
        return msgspec.json.decode(text, type=Allowed), source.span(start, start + len(text))
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise BaselineError(f"{path}:{line}: {error}; take the line out, or write it anew") from None


def recorded(findings: Findings) -> Baseline:
    """All findings allowed."""
    groups = _groups(findings)
    entries = (Allowed(*key, len(members), tuple(sorted(members.values()))) for key, members in groups.items())
    return Baseline(tuple((one, None) for one in sorted(entries, key=lambda one: one.key)))


def written(baseline: Baseline) -> bytes:
    """The file of a baseline."""
    return b"".join(line + b"\n" for line in (HEAD, *(msgspec.json.encode(one) for one, _ in baseline.entries)))


class Compared(msgspec.Struct, frozen=True):
    """What is not allowed, complaints about entries that allow too much, and the baseline without these."""

    new: tuple[Diagnostic, ...]
    stale: tuple[Diagnostic, ...]
    shrunk: Baseline


def compared(findings: Findings, baseline: Baseline, asked: Asked) -> Compared:
    """Findings beside a baseline. Entries of rules that were not `asked` about their file stay as they are."""
    groups = _groups(findings)
    hidden: set[int] = set()
    stale: list[Diagnostic] = []
    kept: list[tuple[Allowed, Span | None]] = []
    for allowed, at in baseline.entries:
        if allowed.rule not in asked(allowed.file):
            kept.append((allowed, at))
            continue
        taken = _taken(allowed, groups.get(allowed.key, {}))
        hidden.update(taken)
        left = msgspec.structs.replace(allowed, count=len(taken), fingerprints=tuple(sorted(taken.values())))
        kept += [(left, at)] if taken else []
        if len(taken) < allowed.count and at is not None:
            stale.append(_stale(allowed, left, at))
    new = tuple(one for number, one in enumerate(findings.found) if number not in hidden)
    wanted = KIND.code in asked("")
    return Compared(new, tuple(stale) if wanted else (), Baseline(tuple(kept)))


def _groups(findings: Findings) -> Mapping[Key, dict[int, str]]:
    """The numbers and fingerprints of findings by file, entry and rule; those of baselines themselves left out."""
    groups: dict[Key, dict[int, str]] = defaultdict(dict)
    for number, (one, print_) in enumerate(zip(findings.found, fingerprints(findings), strict=True)):
        if one.kind.code != KIND.code:
            entry = "" if whole_file(one.at) else anchor(one.at)
            groups[(one.at.source.path, entry, one.kind.code)][number] = print_
    return groups


def _taken(allowed: Allowed, members: Mapping[int, str]) -> dict[int, str]:
    """The findings that an entry allows: first those it knows."""
    known = set(allowed.fingerprints)
    order = sorted(members, key=lambda number: (members[number] not in known, number))
    return {number: members[number] for number in order[: allowed.count]}


def _stale(allowed: Allowed, left: Allowed, at: Span) -> Diagnostic:
    gone = allowed.count - left.count
    where = f"`{allowed.entry}` of {allowed.file}" if allowed.entry else allowed.file
    message = f"{counted(gone, 'finding')} of {allowed.rule} in {where} {'is' if gone == 1 else 'are'} gone"
    line = at.source.span(at.start, at.end + 1)
    edit = Edit(at, msgspec.json.encode(left).decode()) if left.count else Edit(line, "")
    fix = Fix("shrink the baseline", "safe", (edit,))
    return Diagnostic(KIND, message, at, help="run smail-check --update-baseline", fix=fix)
