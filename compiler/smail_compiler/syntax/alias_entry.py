"""One entry of an lsearch database: a key, and a value that is a list of targets.

Reference semantics, sections 12 and 15. The list is read by the scanner that the daemon uses for forward files, so
that both mean the same; this module turns its offsets into places, its refusals into findings, and reads on.
"""

from __future__ import annotations

import itertools
import re

from smail_compiler.syntax import list_complaints as complaints
from smail_compiler.syntax.entries import WHITE, Entry
from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_compiler.text.diagnostic import Diagnostic, has_errors
from smail_compiler.text.source import readable
from smail_runtime.mail.alias_text import ListError, Target, scan_targets

_BETWEEN = rf"(?>(?:[{WHITE}]++|#[^\n]*+)*)"
_HEAD = re.compile(rf'(?:("[^"\n]*+")(?=[:{WHITE}#]|\Z)|([^:{WHITE}]*+)){_BETWEEN}:?{_BETWEEN}')
_PIECE = re.compile(r'"(?>(?:[^"\\]|\\[\s\S])*)"?|\\[\s\S]?|#[^\n]*+|[^ \t\n\v\f\r"#\\]++')
_NEVER_FIRST = '|/\\"<(@,'
_DUE_TO_ABOVE = ("stray-semicolon", "unterminated-quote", "unterminated-comment")


def read_alias(entry: Entry) -> tuple[list[AliasNode], list[Diagnostic]]:
    """The alias of an entry and what is wrong with its text."""
    text = entry.text
    head = _HEAD.match(text)
    assert head is not None
    key_end, start, is_pattern = head.end(head.lastindex or 2), head.end(), head[1] is not None
    end = _value_end(text, start)
    raw = text[start:end]
    targets, found = read_targets(entry, start, end, raw.encode("latin-1"), wrapped=False)
    if not key_end:
        found.append(complaints.null_key(entry))
    elif _is_misplaced(text, key_end, start, is_pattern=is_pattern, failed=has_errors(found)):
        found = [complaints.column_one(entry, key_end)]
    elif text[0] == '"' and not is_pattern:
        found = [complaints.open_pattern(entry, key_end)]
    node = AliasNode(
        key=readable(text[1 : key_end - 1] if is_pattern else text[:key_end]),
        value=readable(raw),
        source=entry.source,
        start=entry.start,
        key_size=entry.span(0, key_end).end - entry.start,
        value_start=entry.offset(start) if raw else -1,
        end=entry.span(0, max(end, key_end)).end,
        targets=targets,
        is_pattern=is_pattern,
    )
    return [node], found


def _is_misplaced(text: str, key_end: int, start: int, *, is_pattern: bool, failed: bool) -> bool:
    """Whether an entry looks like a line that was to continue the one above.

    A quoted key does so when no colon follows and it is no plausible pattern: a command, a file, a phrase, a local
    part.
    """
    if is_pattern:
        behind = text[start : start + 1] or "|"
        return ":" not in text[key_end:start] and (failed or text[1] in _NEVER_FIRST or behind in _NEVER_FIRST)
    return failed and (text[0] in _NEVER_FIRST or text[key_end - 1] == ",")


def read_targets(
    entry: Entry, start: int, end: int, data: bytes, *, wrapped: bool
) -> tuple[tuple[TargetNode, ...], list[Diagnostic]]:
    """The targets in `entry.text[start:end]`, read again behind each mistake; `wrapped` allows a line for each."""
    scanned = scan_targets(data)
    if not isinstance(scanned, ListError):
        nodes = tuple(_node(entry, start, one) for one in scanned)
        swallowed = complaints.swallowed(nodes) if b"<" in data else []
        swallowed += complaints.half_quoted(nodes) if b'|"' in data else []
        return nodes, swallowed + (_habits(entry, nodes) if len(nodes) > data.count(b",") + 1 and not wrapped else [])
    at = start + scanned.offset
    before = tuple(_node(entry, start, one) for one in scanned.before)
    found = [*complaints.swallowed(before), complaints.refused(entry, scanned.category, start, at, end)]
    if scanned.category.startswith("unterminated"):
        return before, found
    nodes, more = _line_by_line(entry, entry.text.find("\n", at, end) + 1 or end, end)
    return (*before, *nodes), found + more


def _line_by_line(entry: Entry, start: int, end: int) -> tuple[tuple[TargetNode, ...], list[Diagnostic]]:
    """The lines behind a mistake, each on its own; what may be due to the lines above is not reported."""
    nodes: list[TargetNode] = []
    found: list[Diagnostic] = []
    while start < end:
        stop = entry.text.find("\n", start, end) + 1 or end
        scanned = scan_targets(entry.text[start:stop].encode("latin-1"))
        if isinstance(scanned, ListError):
            if scanned.category not in _DUE_TO_ABOVE:
                found.append(complaints.refused(entry, scanned.category, start, start + scanned.offset, stop))
            scanned = scanned.before
        nodes += [_node(entry, start, one) for one in scanned]
        start = stop
    return tuple(nodes), found


def _value_end(text: str, start: int) -> int:
    """The end of the value: blanks and comments at its end are cut, but never inside quotes."""
    if "#" not in text[start:]:
        return max(start, len(text.rstrip(" \t\n\v\f\r")))
    end = start
    for piece in _PIECE.finditer(text, start, len(text.removesuffix("\n"))):
        if piece[0][0] != "#":
            end = piece.end()
    return end


def _node(entry: Entry, start: int, target: Target) -> TargetNode:
    """A target with its place in the file."""
    at = entry.span(start + target.start, start + target.end)
    return TargetNode(target.kind, target.text, target.target, at.source, at.start, at.end, target.in_phrase)


def _habits(entry: Entry, nodes: tuple[TargetNode, ...]) -> list[Diagnostic]:
    """Targets on one line without a comma between them, each time the first of a run."""
    found: list[Diagnostic] = []
    data, told = entry.source.data, -1
    for one, two in itertools.pairwise(nodes):
        gap = data[one.at.end : two.at.start]
        if gap.strip(b" \t") or not gap or told == one.at.line or "=" in (one.text, two.text):
            continue
        told = one.at.line
        found.append(complaints.touching(one, two))
    return found
