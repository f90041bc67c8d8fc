"""A whole lsearch database of aliases: plain lines at once, everything else entry by entry.

Alias files can hold millions of lines, nearly all of them `name: address, address`. Such a line, when the next one
begins an entry of its own, is one match of one pattern here; what it gives is what the full reading gives.
"""

from __future__ import annotations

import re

from smail_compiler.syntax.alias_entry import read_alias
from smail_compiler.syntax.entries import first_entry
from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_compiler.syntax.reading import read_entries
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile, Span

_ATOM = r"[A-Za-z0-9_][A-Za-z0-9_+=-]*+(?>(?:[.@][A-Za-z0-9_+=-]++)*)"
_PLAIN = re.compile(
    rf"([A-Za-z0-9_][A-Za-z0-9_.+=-]*+):[ \t]*+({_ATOM}(?>(?:,[ \t]*+{_ATOM})*))\n(?![ \t\n\v\f\r#\\])"
)
_SEPARATOR = re.compile(r",[ \t]*+")


def read_alias_file(source: SourceFile) -> tuple[list[AliasNode], list[Diagnostic]]:
    """The aliases of a file, and what is wrong with its form."""
    nodes: list[AliasNode] = []
    found: list[Diagnostic] = []
    text = source.latin1
    at, plain = first_entry(text, 0), _PLAIN.match
    while at < len(text):
        line = plain(text, at)
        if line is not None:
            nodes.append(_plain_alias(source, line))
            at = line.end()
            continue
        aliases, findings, end = next(read_entries(source, read_alias, start=at, heads=True))
        nodes += aliases
        found += findings
        at = first_entry(text, end)
    return nodes, found


def _plain_alias(source: SourceFile, line: re.Match[str]) -> AliasNode:
    """The alias of a plain line."""
    key, value = line.groups()
    start, end = line.span(2)
    key_at = line.start(1)
    value_at = Span(source, start, end)
    if "," not in value:
        targets: tuple[TargetNode, ...] = (TargetNode("address", value, value, value_at),)
    else:
        targets = _targets(source, value, start)
    at = Span(source, key_at, end)
    return AliasNode(key, value, at, Span(source, key_at, key_at + len(key)), value_at, targets)


def _targets(source: SourceFile, value: str, start: int) -> tuple[TargetNode, ...]:
    """The addresses of a plain list."""
    targets: list[TargetNode] = []
    at = 0
    for separator in _SEPARATOR.finditer(value):
        targets.append(_target(source, value[at : separator.start()], start + at))
        at = separator.end()
    targets.append(_target(source, value[at:], start + at))
    return tuple(targets)


def _target(source: SourceFile, text: str, start: int) -> TargetNode:
    """One plain address."""
    return TargetNode("address", text, text, Span(source, start, start + len(text)))
