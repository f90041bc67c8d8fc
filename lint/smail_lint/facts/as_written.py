"""Every setting as it stands in a file, with those that are repeated and so count for nothing."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Entry, Site
from smail_compiler.schema import facts as table
from smail_compiler.schema.attribute import Attribute, FileKind
from smail_compiler.syntax.nodes import AttributeNode
from smail_compiler.text.source import Span


class Written(msgspec.Struct, frozen=True):
    """A setting of the facts table where it is written; `entry` is None for a config variable."""

    fact: Attribute
    node: AttributeNode
    entry: Entry | None = None
    private: bool = False

    @property
    def value(self) -> str:
        """The text of its value, empty for a form without."""
        return self.node.value or ""

    @property
    def takes_default(self) -> bool:
        """Whether the default is to be put into it, so that what it says is more than is written."""
        return "$DEFAULT" in self.value or "${DEFAULT}" in self.value

    @property
    def value_at(self) -> Span:
        """Where its value stands, else the whole of it."""
        return self.node.place

    @property
    def raw(self) -> bytes:
        """The bytes of its value, quotes and joined lines included."""
        at = self.node.value_at
        return b"" if at is None else at.source.part(at.start, at.end)

    def within(self, start: int, end: int) -> Span:
        """The place of the characters `start` to `end` of the value."""
        if self.node.value_at is None or len(self.node.offsets) <= end:
            return self.value_at
        return self.node.at.source.span(self.node.offsets[start], self.node.offsets[end])

    def items(self) -> Iterator[tuple[str, Span]]:
        """The items of a list with their places; an empty one stands at the separator, or at the end."""
        at = 0
        for item in self.value.split(self.fact.separator or "\0"):
            end = at + len(item)
            yield item, self.within(at, min(max(end, at + 1), len(self.value)))
            at = end + 1


def as_written(site: Site) -> Iterator[Written]:
    """The settings of config files, then those of entries, all in file order; unknown names are left out."""
    extended, edition = site.dialect.extended, site.dialect.edition
    for node in site.written:
        fact = table.attributes(FileKind.CONFIG, edition=edition).get(node.name)
        if fact is not None:
            yield Written(fact, node)
    for entry in site.entries:
        if entry.node is None:
            continue
        for private, nodes in ((False, entry.node.generic), (True, entry.node.private)):
            owner = entry.driver if private else None
            known = table.attributes(entry.kind, owner, extended=extended, edition=edition)
            for node in nodes:
                if node.name in known and not node.spilled:
                    yield Written(known[node.name], node, entry, private)
