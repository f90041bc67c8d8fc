"""What lies between the attributes of directors, routers and transports, and behind the last one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from smail_compiler.ir.program import Site
from smail_compiler.syntax.nodes import EntryNode
from smail_compiler.text.source import Span

_MARK = re.compile(rb"#[^\n]*|[,;]")
_TAIL = re.compile(rb"(?>(?:\s|#[^\n]*|\\\n)*)[,;]")


def nodes(site: Site) -> Iterator[EntryNode]:
    """The entries of files that were understood to their end."""
    for entry in site.entries:
        if entry.node is not None and not entry.node.broken:
            yield entry.node


def separators(gap: Span) -> tuple[Span, ...]:
    """The commas and semicolons in a stretch between attributes, not those in its comments."""
    source = gap.source
    found = (one for one in _MARK.finditer(source.data, gap.start, gap.end) if one[0] in b",;")
    return tuple(source.span(*one.span()) for one in found)


def gaps(site: Site) -> Iterator[tuple[EntryNode, Span]]:
    """Each stretch between two attributes of the driver's part."""
    for entry in nodes(site):
        for one, after in pairwise(entry.private):
            if one.at.end <= after.at.start:
                yield entry, one.at.source.span(one.at.end, after.at.start)


def tail(entry: EntryNode) -> tuple[Span, ...]:
    """The commas and semicolons behind the last attribute of an entry."""
    attributes = (*entry.generic, *entry.private)
    if not attributes:
        return ()
    source, marks = entry.at.source, list[Span]()
    found = _TAIL.match(source.data, attributes[-1].at.end)
    while found is not None:
        marks.append(source.span(found.end() - 1, found.end()))
        found = _TAIL.match(source.data, found.end())
    return tuple(marks)
