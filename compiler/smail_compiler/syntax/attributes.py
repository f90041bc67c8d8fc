"""From the places of an attribute's parts to its node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.syntax.entries import Entry
from smail_compiler.syntax.kinds import ADDING_OPERATOR, CUT_AT_NUL, SIGN_WITH_VALUE
from smail_compiler.syntax.nodes import AttributeNode, Sign
from smail_compiler.syntax.values import Value, bare_value, quoted_value
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix
from smail_compiler.text.source import Span

if TYPE_CHECKING:
    from lark import Token

_SIGNS = {"+": Sign.PLUS, "-": Sign.MINUS}


def place(token: Token) -> tuple[int, int]:
    """Start and end of a token in the entry's text."""
    start = token.start_pos or 0
    return start, start + len(token)


def attribute_of(
    entry: Entry, name: tuple[int, int], equals: int | None, value: tuple[int, int] | None
) -> AttributeNode:
    """The node of `name`, or of `name = value` when `equals` tells where that sign stands."""
    written = entry.text[name[0] : name[1]]
    sign = _SIGNS.get(written[:1])
    bare = written[1:] if sign else written
    name_at = entry.span(name[0], name[1])
    if equals is None:
        return AttributeNode(bare, sign or Sign.PLAIN, None, name_at, name_at, None)
    start, end = value or (equals + 1, equals + 1)
    inner = read_value(entry, start, end)
    at = entry.span(name[0], end)
    return AttributeNode(bare, Sign.VALUE, inner.text, at, name_at, entry.span(start, end), inner.offsets)


def read_value(entry: Entry, start: int, end: int) -> Value:
    """The meaning of the value written at `entry.text[start:end]`, quotes included; a lost end quote is forgiven."""
    if not entry.text.startswith('"', start, end):
        return bare_value(entry, start, end)
    closed = end - start > 1 and entry.text[end - 1] == '"'
    return quoted_value(entry, start + 1, end - 1 if closed else end)


def signed_value(node: AttributeNode) -> Diagnostic:
    """The finding for `+name = value` and `-name = value`."""
    sign = node.at.source.span(node.name_at.start)
    return Diagnostic(
        SIGN_WITH_VALUE,
        f"`{sign.text}{node.name}` has both a sign and a value",
        node.name_at,
        help=f"drop the `{sign.text}`: a sign switches a boolean or clears a value, `=` gives one",
        category="sign-with-value",
        fix=Fix(f"drop the `{sign.text}`", "unsafe", (Edit(sign, ""),)),
    )


def adding_operator(node: AttributeNode, operator: Span) -> Diagnostic:
    """`name += value` and `name =+ value` where the dialect has neither."""
    return Diagnostic(
        ADDING_OPERATOR,
        f"`{node.sign.value}` is not in this dialect",
        operator,
        help=f"write the whole list with `=`, or declare `# smail-dialect: {EXTENDED}` at the top of config",
        category="expected-equals" if node.sign is Sign.APPEND else "trailing-text",
    )


def cut_at_nul(node: AttributeNode, *, spill: bool) -> Iterator[AttributeNode | Diagnostic]:
    """The node as Smail keeps it when an escape gives NUL: cut there, the rest a bare attribute if `spill`."""
    value = node.value
    if value is None or "\0" not in value:
        yield node
        return
    cut = value.index("\0")
    rest = value[cut + 1 :].split("\0", 1)[0] if spill else ""
    yield _nul(node, cut, rest)
    short = Value(value, node.offsets).cut(cut)
    yield AttributeNode(node.name, node.sign, short.text, node.at, node.name_at, node.value_at, short.offsets)
    if rest:
        at = node.at.source.span(node.offsets[cut + 1], node.offsets[cut + 1 + len(rest)])
        yield AttributeNode(rest, Sign.PLAIN, None, at, at, None, spilled=True)


def _nul(node: AttributeNode, cut: int, rest: str) -> Diagnostic:
    """The finding for an escape that ends a value early."""
    consequence = f" and leaves `{rest}` as an attribute of its own" if rest else ""
    return Diagnostic(
        CUT_AT_NUL,
        f"this escape gives a NUL character, which ends the value of `{node.name}`{consequence}",
        node.at.source.span(node.offsets[cut], node.offsets[cut + 1]),
        help="remove the escape: no value can hold a NUL",
    )
