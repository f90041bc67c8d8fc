"""The proof that a new layout changes nothing: the file is read again, and every node must be as before.

Names, values, order and signs count, places do not. Of comments every letter must still be there, in its order.
"""

from __future__ import annotations

import msgspec

from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.syntax.dialect import declared
from smail_compiler.syntax.kinds import QUALIFY_ROW
from smail_compiler.syntax.nodes import AliasNode, AttributeNode, EntryNode, RowNode, TargetNode
from smail_compiler.syntax.parse import Parsed, parse_aliases, parse_config, parse_list, parse_rows, parse_table
from smail_compiler.text.diagnostic import Diagnostic, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.fix.layout.files import ROWS, TABLES, laid_out

_LAYOUT = b" \t\n\v\f\r,;\\"  # blanks, separators and joints: what a new layout may add and take away

Node = AttributeNode | EntryNode | RowNode | AliasNode | TargetNode


class Formatted(msgspec.Struct, frozen=True):
    """A file and the bytes of its layout; its own bytes when `error` or `changed` tells why it was left alone.

    `error` is the first error in the form of the file; `changed` tells that the layout would have changed it.
    """

    source: SourceFile
    data: bytes
    error: Diagnostic | None = None
    changed: bool = False

    @property
    def differs(self) -> bool:
        """Whether the layout is another than that of the file."""
        return self.data != self.source.data


def formatted(source: SourceFile, kind: str, *, extended: bool | None = None) -> Formatted:
    """A file of a kind (one of files.KINDS) in its layout.

    `extended` tells whether the site is written in the extended dialect; without it the file's own declaration does.
    A row of the qualify file that is left out has no layout, so it counts for an error here.
    """
    if extended is None:
        own = declared(source)
        extended = own is not None and own.word == EXTENDED
    before = parsed(source, kind, extended=extended)
    error = next(
        (one for one in before.diagnostics if one.severity is Severity.ERROR or one.kind is QUALIFY_ROW), None
    )
    if error is not None:
        return Formatted(source, source.data, error=error)
    data = laid_out(source, kind, extended=extended)
    again = SourceFile(source.path, data)
    if not _same(source, before, again, parsed(again, kind, extended=extended)):
        return Formatted(source, source.data, changed=True)
    return Formatted(source, data)


def parsed(source: SourceFile, kind: str, *, extended: bool | None = None) -> Parsed[Node]:
    """A file of a kind, read; `extended` tells the dialect, as in `formatted`."""
    nodes: Parsed[AttributeNode] | Parsed[EntryNode] | Parsed[RowNode] | Parsed[AliasNode] | Parsed[TargetNode]
    if kind in TABLES:
        nodes = parse_table(source)
    elif kind in ROWS:
        nodes = parse_rows(source, kind)
    elif kind == "aliases":
        nodes = parse_aliases(source)
    else:
        nodes = parse_list(source) if kind == "list" else parse_config(source, extended=extended)
    return Parsed[Node](nodes.nodes, nodes.diagnostics)


def meaning(node: Node) -> tuple[object, ...]:
    """What a node says, without places."""
    if isinstance(node, EntryNode):
        parts = [tuple(meaning(one) for one in part) for part in (node.generic, node.private)]
        return node.name, *parts
    if isinstance(node, AttributeNode):
        return node.name, node.sign, node.value
    if isinstance(node, AliasNode):
        return node.key, tuple(meaning(one) for one in node.targets)
    if isinstance(node, TargetNode):
        return node.kind, node.text, node.target
    return node.key, node.value


def _same(source: SourceFile, before: Parsed[Node], other: SourceFile, after: Parsed[Node]) -> bool:
    """Whether two files say the same, comments included."""
    return (
        not any(one.severity is Severity.ERROR for one in after.diagnostics)
        and [meaning(one) for one in before.nodes] == [meaning(one) for one in after.nodes]
        and source.data.translate(None, _LAYOUT) == other.data.translate(None, _LAYOUT)
    )
