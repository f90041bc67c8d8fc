"""One entry of the config file: `name = value`, `name`, `+name` or `-name`."""

from __future__ import annotations

import re

import msgspec
from lark import Tree, UnexpectedInput

from smail_compiler.syntax import complaints, row_complaints
from smail_compiler.syntax.attributes import adding_operator, attribute_of, cut_at_nul, signed_value
from smail_compiler.syntax.building import Place
from smail_compiler.syntax.entries import WHITE, Entry
from smail_compiler.syntax.grammar import grammar
from smail_compiler.syntax.nodes import AttributeNode, Sign
from smail_compiler.syntax.scanning import (
    bare_end,
    ends_in_backslash,
    last_text,
    lost_quote,
    name_at,
    skip,
    starts_assignment,
    string_end,
)
from smail_compiler.syntax.table_entry import attribute_places
from smail_compiler.text.diagnostic import Diagnostic

Read = tuple[list[AttributeNode], list[Diagnostic]]

_OPERATION = re.compile(
    rf"(?P<name>[+-]?[A-Za-z0-9_][A-Za-z0-9_-]*)[{WHITE}]*(?P<operator>\+=|=\+)(?P<gap>[{WHITE}]*)(?P<next>[^{WHITE}#]?)"
)


def read_variable(entry: Entry, *, extended: bool = False) -> Read:
    """The setting of a config entry and what is wrong with its form; no node when not even a name is there."""
    operation = operation_of(entry, extended=extended)
    if operation is not None:
        return _operation(entry, operation, extended=extended)
    try:
        tree = grammar("entry").parse(entry.text, start="config")
    except UnexpectedInput:
        return _salvage(entry)
    attribute = tree.children[0]
    assert isinstance(attribute, Tree)
    return _setting(entry, *attribute_places(attribute), [])


def operation_of(entry: Entry, *, extended: bool) -> re.Match[str] | None:
    """`name += value` or `name =+ value` up to its value, in groups `name` and `operator`; None for other forms."""
    operation = _OPERATION.match(entry.text) if "+=" in entry.text or "=+" in entry.text else None
    return operation if operation is not None and (extended or not _plain(operation)) else None


def _plain(operation: re.Match[str]) -> bool:
    """Whether it is `name =+value` or `name =+`, where the `+` begins or is the value in every dialect."""
    return operation["operator"] == "=+" and (
        not operation["next"] or not (operation["gap"] or operation["next"] == '"')
    )


def _operation(entry: Entry, operation: re.Match[str], *, extended: bool) -> Read:
    """`name += value` or `name =+ value`; a finding where the dialect has no such thing."""
    name, equals = operation.span("name"), operation.start("operator")
    sign = Sign(operation["operator"])
    nodes, found = _valued(entry, name, equals, skip(entry.text, operation.end("operator")))
    nodes = [msgspec.structs.replace(one, sign=sign) for one in nodes]
    if not extended:
        found += [adding_operator(one, entry.span(equals, equals + 2)) for one in nodes]
    return nodes, found


def _setting(entry: Entry, name: Place, equals: int | None, value: Place | None, found: list[Diagnostic]) -> Read:
    """The node, cut at a NUL, with the findings that do not depend on how it was read."""
    nodes: list[AttributeNode] = []
    for one in cut_at_nul(attribute_of(entry, name, equals, value), spill=False):
        if isinstance(one, Diagnostic):
            found.append(one)
        else:
            nodes.append(one)
    if equals is not None and entry.text[name[0]] in "+-":
        found.append(signed_value(nodes[0]))
    return nodes, found


def _salvage(entry: Entry) -> Read:
    """As far as the setting can be understood, and the one mistake in it."""
    text, end = entry.text, name_at(entry.text, 0)
    if end is None:
        return _nameless(entry)
    name, equals = (0, end), skip(text, end)
    if not text.startswith("=", equals):
        return [], [_no_equals(entry, name, equals)]
    return _valued(entry, name, equals, skip(text, equals + 1))


def _nameless(entry: Entry) -> Read:
    """A setting without a name, which the grammar lets through; then no variable is called so."""
    end = 1 if entry.text[0] in "+-" else 0
    equals = skip(entry.text, end)
    if not entry.text.startswith("=", equals):
        return [], [
            row_complaints.nameless(entry, "unknown-attribute" if equals == len(entry.text) else "expected-equals")
        ]
    if end:
        return [], [row_complaints.nameless(entry, "sign-with-value")]
    _nodes, found = _valued(entry, (0, 0), equals, skip(entry.text, equals + 1))
    return [], found or [row_complaints.nameless(entry, "unknown-attribute")]


def _valued(entry: Entry, name: Place, equals: int, start: int) -> Read:
    """The setting with the value that begins at `start`, and what is wrong with it and behind it."""
    if entry.text.startswith('"', start):
        return _quoted(entry, name, equals, start)
    stop = bare_end(entry.text, start)
    found = [] if _ends(entry, stop) else [_after(entry, name, start, stop)]
    return _setting(entry, name, equals, (start, stop) if stop > start else None, found)


def _ends(entry: Entry, at: int) -> bool:
    """Whether nothing but white space and comments follows."""
    return skip(entry.text, at) == len(entry.text)


def _no_equals(entry: Entry, name: Place, at: int) -> Diagnostic:
    """What stands behind the name instead of `=`."""
    return row_complaints.expected_equals(entry, name, at, early=_lost_above(entry, name[1], at))


def _after(entry: Entry, name: Place, start: int, end: int) -> Diagnostic:
    """What stands behind the value."""
    if ends_in_backslash(entry.text, start, end):
        return complaints.unexpected_end(entry, name, end)
    at = skip(entry.text, end)
    joint = entry.joint(end, at) if entry.lines_between(end, at) > 1 else None
    if joint is not None:
        return complaints.joined_line(entry, joint, at, "trailing-text")
    if "\n" in entry.text[end:at] and starts_assignment(entry.text, at):
        return row_complaints.indented_variable(entry, name, at)
    return row_complaints.trailing_text(entry, name, end, at, early=_lost_above(entry, end, at))


def _lost_above(entry: Entry, end: int, at: int) -> bool:
    """Whether a quote was lost on the line of `end`: in a comment, or before a string closed further down."""
    here, _newline, below = entry.text[end:at].partition("\n")
    lost = '"' in here or (entry.text[at:].count('"') % 2 and not entry.text.startswith('"', end - 1))
    return entry.lines_between(end, at) > 1 and "\n\n" not in "\n" + below and bool(lost)


def _quoted(entry: Entry, name: Place, equals: int, start: int) -> Read:
    """A quoted value that does not close, or closes too early."""
    text, end = entry.text, string_end(entry.text, start)
    close = lost_quote(text, start + 1, len(text) if end is None else end - 1)
    if end is not None and (close is None or _ends(entry, end)):
        return _setting(
            entry, name, equals, (start, end), [] if _ends(entry, end) else [_after(entry, name, start, end)]
        )
    close = max(start + 1, last_text(text, start + 1) if close is None else close)
    finding = complaints.unterminated(entry, name, start, close, end, "trailing-text")
    return _setting(entry, name, equals, (start, close), [finding])
