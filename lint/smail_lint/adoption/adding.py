"""`--add-ignores`: every finding gets its comment, which is proven by checking again before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.adoption.checking import Plan
from smail_lint.engine import hosts
from smail_lint.fix.layout.which import kinds
from smail_lint.fix.repair import Repaired
from smail_lint.fix.writing import write_all
from smail_lint.suppression.inserting import Wording, insertions


class Added(msgspec.Struct, frozen=True):
    """How many comments went into how many files, and the findings that no comment could be written for."""

    comments: int
    files: int
    left: int


def add_ignores(plan: Plan, target: Path, wording: Wording) -> Added:
    """Write comments for all findings that are told. Raises what `Plan.check` raises, OSError and ChangedError."""
    found = plan.check(target).found
    base = target if target.is_dir() else target.parent
    files = insertions(found, dict(_kinds(plan, target)), wording)
    while files and (worse := _worse(plan, target, base, files, found)):
        files = [one for one in files if one.source.path not in worse]
    write_all(files, base)
    left = plan.check(target).found if files else found
    return Added(sum(one.repairs for one in files), len(files), len(left))


def _kinds(plan: Plan, target: Path) -> Iterator[tuple[str, str]]:
    for host, loaded in hosts(target, plan.dialect):
        for source, kind in kinds(loaded.site):
            yield str(Path(host) / source.path), kind


def _worse(plan: Plan, target: Path, base: Path, files: list[Repaired], found: tuple[Diagnostic, ...]) -> set[str]:
    """The files whose comments would bring findings that were not there."""
    given: Mapping[str, bytes] = {str((base / one.source.path).resolve()): one.data for one in files}
    after = msgspec.structs.replace(plan, given=given).check(target).found
    new = _counted(after) - _counted(found)
    paths = {path for path, _, _ in new}
    return paths & {one.source.path for one in files} if paths else set()


def _counted(found: tuple[Diagnostic, ...]) -> Counter[tuple[str, str, str]]:
    return Counter((one.at.source.path, one.kind.code, one.message) for one in found)
