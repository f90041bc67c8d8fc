"""Alias entries found by their text: rules that look for something rare read nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.ir.program import AliasData, Site
from smail_compiler.syntax.nodes import AliasNode, TargetNode


def files(site: Site) -> Iterator[AliasData]:
    """The alias files of a site, each once."""
    yield from {id(one.source): one for one in site.aliases.values()}.values()


def entries_with(site: Site, pattern: re.Pattern[bytes], signs: bytes = b"") -> Iterator[AliasNode]:
    """The entries around what a pattern finds, each once, file by file.

    What the pattern finds holds one of the `signs`, if there are any: they are sought before.
    """
    for data in files(site):
        if signs and not any(sign in data.source.data for sign in signs):
            continue
        last = -1
        for found in pattern.finditer(data.source.data):
            entry = data.entries.at(found.start()) if found.start() >= last else None
            if entry is not None and found.start() < entry.end:
                last = entry.end
                yield entry


def targets_with(site: Site, pattern: re.Pattern[bytes]) -> Iterator[TargetNode]:
    """The targets of those entries, and all those of list files in which the pattern finds something."""
    for entry in entries_with(site, pattern):
        yield from entry.targets
    for one in site.lists:
        if pattern.search(one.source.data):
            yield from one.targets
