"""The findings of `smail-check`, each at the entry in which it stands."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

import msgspec

from smail_lint.engine import check
from smail_lint.query.flow.build import with_severities
from smail_lint.query.flow.model import Finding, Flow


def with_findings(flow: Flow, target: Path, dialect: str | None) -> Flow:
    """The graph of a configuration with what is found in it. Raises UnreadableError."""
    starts = _starts(flow)
    found = tuple(
        Finding(one.kind.code, one.severity.word, one.message, one.at.source.path, one.at.line, node)
        for one in check(target, dialect=dialect).found
        for node in [_node(starts.get(one.at.source.path, []), one.at.line)]
    )
    return with_severities(msgspec.structs.replace(flow, findings=found))


def _starts(flow: Flow) -> dict[str, list[tuple[int, str]]]:
    """Of each file the lines on which entries begin, in order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for node in flow.nodes:
        file, colon, line = node.place.rpartition(":")
        if colon:
            found.setdefault(file, []).append((int(line), node.id))
    return {file: sorted(lines) for file, lines in found.items()}


def _node(starts: list[tuple[int, str]], line: int) -> str:
    at = bisect_right(starts, (line, "\U0010ffff"))
    return starts[at - 1][1] if at else ""
