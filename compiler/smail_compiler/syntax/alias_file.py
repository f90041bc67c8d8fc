"""A whole lsearch database of aliases: common entries at once, everything else entry by entry.

Alias files can hold millions of lines, nearly all of them `name: address, address`. An entry whose items are of the
forms below, parted by commas, is one match of one pattern here; what it gives is what the full reading gives.
"""

from __future__ import annotations

import re

from smail_compiler.syntax.alias_entry import read_alias
from smail_compiler.syntax.entries import first_entry
from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_compiler.syntax.reading import read_entries
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile

_ATOM = r"[A-Za-z0-9_][A-Za-z0-9_+=-]*+(?>(?:[.@][A-Za-z0-9_+=-]++)*)"
_PATH = r"/[A-Za-z0-9_/+=~-]++(?>(?:\.[A-Za-z0-9_/+=~-]++)*)"
_ITEM = "|".join(
    (
        rf"(?>(?:[A-Za-z]++[ \t]++)*)<(?P<bracketed>{_ATOM})>",
        rf"(?P<address>{_ATOM})",
        rf"\\(?P<kept>{_ATOM})",
        r'"\|(?P<command>[^"\\\n\0]*+)"',
        rf":include:(?P<list>{_PATH})",
        rf"\|(?P<program>{_PATH})",
        rf"(?P<file>{_PATH})",
    )
)
_UNNAMED = re.sub(r"\?P<[a-z]+>", "?:", _ITEM)
_KEY = r"([A-Za-z0-9_][A-Za-z0-9_.+=-]*+):[ \t]*+"
_REMARK = r"#[^\n\\\0]*+"
_END = rf"\n(?>(?:(?:{_REMARK})?\n)*)(?![ \t\n\v\f\r#\\])"
_COMMA = rf",(?>(?:[ \t]++|(?:{_REMARK})?\n(?=[ \t]))*)"

_PLAIN = re.compile(rf"{_KEY}({_ATOM}){_END}")
_COMMON = re.compile(rf"{_KEY}((?:{_UNNAMED})(?>(?:[ \t]*+{_COMMA}(?:{_UNNAMED}))*))[ \t]*+(?>(?:{_REMARK})?){_END}")
_ITEMS = re.compile(rf"(?:{_ITEM})(?>(?:[ \t]*+{_COMMA})?)")


def read_alias_file(source: SourceFile) -> tuple[list[AliasNode], list[Diagnostic]]:
    """The aliases of a file, and what is wrong with its form."""
    nodes: list[AliasNode] = []
    found: list[Diagnostic] = []
    text, take = source.latin1, nodes.append
    at, size, plain, common = first_entry(text, 0), len(text), _PLAIN.match, _COMMON.match
    while at < size:
        if line := plain(text, at):
            key, value = line.groups()
            start, end = line.span(2)
            targets = (TargetNode("address", value, value, source, start, end),)
            take(AliasNode(key, value, source, at, len(key), start, end, targets))
            at = line.end()
        elif line := common(text, at):
            take(_common_alias(source, line))
            at = line.end()
        else:
            aliases, findings, end = next(read_entries(source, read_alias, start=at, heads=True))
            nodes += aliases
            found += findings
            at = first_entry(text, end)
    return nodes, found


def _common_alias(source: SourceFile, line: re.Match[str]) -> AliasNode:
    """The alias of an entry whose items are all of the common forms."""
    start, end = line.span(2)
    targets = tuple(_target(source, item) for item in _ITEMS.finditer(line.string, start, end))
    return AliasNode(line[1], line[2], source, line.start(), len(line[1]), start, end, targets)


_KINDS = {
    "address": "address",
    "bracketed": "address",
    "kept": "address",
    "command": "pipe",
    "program": "pipe",
    "list": "include",
    "file": "file",
}
_MARKS = {"kept": (1, 0), "command": (2, 1), "program": (1, 0), "list": (len(":include:"), 0)}


def _target(source: SourceFile, item: re.Match[str]) -> TargetNode:
    """One item."""
    form = item.lastgroup or ""
    start, end = item.span(form)
    target = text = item[form]
    before, behind = _MARKS.get(form, (0, 0))
    if before:
        start, end = start - before, end + behind
        text = item.string[start:end]
    return TargetNode(_KINDS[form], text, target, source, start, end)
