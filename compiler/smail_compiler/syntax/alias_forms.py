"""The forms of nearly all alias entries, as patterns: `name: address, address` and what goes with it.

An entry whose items are of these forms, parted by commas, is one match of one pattern; what it gives is what the full
reading gives.
"""

from __future__ import annotations

import re

from smail_compiler.syntax.nodes import AliasNode, TargetNode
from smail_compiler.text.source import SourceFile, readable

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
_KEY = r"([A-Za-z0-9_][A-Za-z0-9_.+=-]*+)(:[ \t]*+)"
_REMARK = r"#[^\n\\\0]*+"
_END = rf"\n(?>(?:(?:{_REMARK})?\n)*)(?![ \t\n\v\f\r#\\])"
_COMMA = rf",(?>(?:[ \t]++|(?:{_REMARK})?\n(?=[ \t]))*)"
_LIST = rf"{_ATOM}(?=\n)|(?:{_UNNAMED})(?>(?:[ \t]*+{_COMMA}(?:{_UNNAMED}))*)"
_COMMON = rf"{_KEY}({_LIST})([ \t]*+(?>(?:{_REMARK})?){_END})"
# Any entry with the blanks and comments behind it, as `smail_compiler.syntax.entries` finds it.
_ANY = (
    r"[\s\S](?>(?:[^\n\\]++|\n(?=[ \t\n#])|\\\n[ \t]*+(?:[\s\S])?|\\(?:[^\n]|\Z))*)\n?"
    r"(?>(?:[ \t\n\v\f\r]++|#[^\n]*+)*)"
)

ROW = re.compile(rf"{_COMMON}|({_ANY})".encode("ascii"))
"""One entry: key, colon, value and what follows it for a common one, else the whole of it alone."""

BORDER = re.compile(rb"[^\\\n]\n(?=[A-Za-z0-9_])")
"""Ends where an entry surely begins."""

_ITEMS = re.compile(rf"(?:{_ITEM})(?>(?:[ \t]*+{_COMMA})?)")


def common_alias(source: SourceFile, start: int) -> AliasNode:
    """The alias of a common entry, which starts there."""
    line = ROW.match(source.data, start)
    assert line is not None
    at, end = line.span(3)
    text, key = source.latin1, line[1].decode("ascii")
    targets = tuple(_target(source, item) for item in _ITEMS.finditer(text, at, end))
    return AliasNode(key, readable(text[at:end]), source, start, len(key), at, end, targets)


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
    return TargetNode(_KINDS[form], readable(text), readable(target), source, start, end)
