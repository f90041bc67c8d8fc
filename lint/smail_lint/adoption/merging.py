"""Hosts that share files: what is found in a shared file on several of them is told once."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from functools import cache

import msgspec

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.rules.tool import unused_suppression
from smail_lint.suppression.scope import Remarks

_Same = tuple[str, int, int, str, str]


def merged(found: tuple[Diagnostic, ...], remarks: Remarks, base: str) -> tuple[Diagnostic, ...]:
    """The findings, in their order, each once with a note of its hosts; `base` is the directory above the hosts.

    A comment of a shared file is of no use only when it is of none on any host.
    """

    @cache
    def real(path: str) -> str:
        return os.path.realpath(f"{base}/{path}")

    paths = {one.at.source.path for one in found} | {one.said.at.source.path for one in remarks.suppressions}
    if len({real(path) for path in paths}) == len(paths):
        return found
    groups: dict[_Same, list[Diagnostic]] = defaultdict(list)
    for one in found:
        groups[(real(one.at.source.path), one.at.start, one.at.end, one.kind.code, one.message)].append(one)
    readers = Counter((real(one.said.at.source.path), one.said.at.start) for one in remarks.suppressions)
    return tuple(_one(members) for same, members in groups.items() if _counts(same, members, readers))


def _counts(same: _Same, members: list[Diagnostic], readers: Counter[tuple[str, int]]) -> bool:
    path, start, _, code, _ = same
    return code != unused_suppression.KIND.code or len(members) >= readers[(path, start)]


def _one(members: list[Diagnostic]) -> Diagnostic:
    if len(members) == 1:
        return members[0]
    hosts = ", ".join(sorted({one.at.source.path.split("/")[0] for one in members}))
    return msgspec.structs.replace(members[0], notes=(*members[0].notes, f"on hosts {hosts}"))
