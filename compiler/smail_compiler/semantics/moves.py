"""Repairs that carry an attribute to the other side of the `;`."""

from __future__ import annotations

import re
from collections.abc import Container

from smail_compiler.syntax.nodes import AttributeNode, EntryNode
from smail_compiler.text.diagnostic import Edit, Fix
from smail_compiler.text.source import Span

_COMMA_BEHIND = re.compile(rb"[ \t]*,[ \t]*")
_COMMA_ALONE = re.compile(rb"[ \t\r\n]*,[ \t\r\n]*")
_COMMA_BEFORE = re.compile(rb",(?=\s*\Z)")


def before_semicolon(entry: EntryNode, node: AttributeNode) -> Fix | None:
    """Take an attribute out of the driver's part and put it behind the last generic one."""
    gone = _without(entry.private, node)
    if gone is None or not entry.generic:
        return None
    last = entry.generic[-1].at
    edits = (Edit(last.source.span(last.end, last.end), f", {node.at.text}"), Edit(gone, ""))
    return Fix("move it before the `;`", "safe", edits)


def behind_semicolon(entry: EntryNode, node: AttributeNode, private: Container[str]) -> Fix | None:
    """Take an attribute out of the generic part and put it in front of the driver's; `private` are its names."""
    if entry.semicolon_at is None:
        return _comma_to_semicolon(entry, node, private) or _behind_all(entry, node)
    gone = _without(entry.generic, node)
    if gone is None:
        return None
    behind = entry.semicolon_at.end
    insert = Edit(entry.at.source.span(behind, behind), f" {node.at.text},")
    return Fix("move it behind the `;`", "safe", (Edit(gone, ""), insert))


def driver_tail(entry: EntryNode, private: Container[str]) -> tuple[AttributeNode, ...]:
    """The attributes of the driver with which an entry without `;` ends."""
    if entry.semicolon_at is not None:
        return ()
    first = len(entry.generic)
    while first and entry.generic[first - 1].name in private:
        first -= 1
    return entry.generic[first:]


def ends_generic_part(entry: EntryNode, node: AttributeNode, private: Container[str]) -> bool:
    """Whether nothing but attributes of the driver stands from here to the end of an entry without `;`."""
    behind = entry.generic[entry.generic.index(node) :]
    return entry.semicolon_at is None and all(one.name in private for one in behind)


def _comma_to_semicolon(entry: EntryNode, node: AttributeNode, private: Container[str]) -> Fix | None:
    """Make the comma a `;` where nothing but attributes of the driver follows."""
    if not ends_generic_part(entry, node, private):
        return None
    first = entry.generic.index(node)
    while first and entry.generic[first - 1].name in private:
        first -= 1
    if first == 0:
        return None
    start, end = entry.generic[first - 1].at.end, entry.generic[first].at.start
    comma = _COMMA_BEFORE.search(entry.at.source.data[start:end])
    if comma is None:
        return None
    at = entry.at.source.span(start + comma.start(), start + comma.end())
    return Fix("make the comma a `;`", "safe", (Edit(at, ";"),))


def _behind_all(entry: EntryNode, node: AttributeNode) -> Fix | None:
    """Carry an attribute to the end of an entry that has no `;` yet."""
    gone, last = _without(entry.generic, node), entry.generic[-1].at
    if gone is None or entry.generic[-1] is node:
        return None
    insert = Edit(last.source.span(last.end, last.end), f"; {node.at.text}")
    return Fix("move it to the end, behind a `;`", "safe", (Edit(gone, ""), insert))


def _without(part: tuple[AttributeNode, ...], node: AttributeNode) -> Span | None:
    """The bytes that go when an attribute goes; None when its comma is not plainly beside it."""
    source = node.at.source
    comma = _COMMA_BEHIND.match(source.data, node.at.end)
    if comma is not None:
        return source.span(node.at.start, comma.end())
    return _with_comma_before(part, node) if part and part[-1] is node else None


def _with_comma_before(part: tuple[AttributeNode, ...], node: AttributeNode) -> Span:
    """The last attribute of a part and the comma before it, or the blanks behind the `;`, if no more is there."""
    source, start = node.at.source, node.at.start
    if len(part) == 1:
        before = source.data[:start].rstrip()
        behind = before.endswith(b";") and b"#" not in before[before.rfind(b"\n") + 1 :]
        return source.span(len(before) if behind else start, node.at.end)
    alone = _COMMA_ALONE.fullmatch(source.data, part[-2].at.end, start) is not None
    return source.span(part[-2].at.end if alone else start, node.at.end)
