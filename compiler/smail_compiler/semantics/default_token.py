"""`$DEFAULT` in a value: what the setting is when nothing is written (an extension, wish S207)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from smail_compiler.schema.attribute import Attribute, ValueType
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics import kinds
from smail_compiler.semantics.dump import quoted
from smail_compiler.syntax.nodes import AttributeNode
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix
from smail_compiler.text.source import Span

_TOKEN = re.compile(r"\$DEFAULT(?![A-Za-z0-9_])|\$\{DEFAULT\}")
_TEXTS = (ValueType.STRING, ValueType.HEADER)


def inlined(fact: Attribute, node: AttributeNode) -> AttributeNode:
    """The same setting with the default in place of every token; a character of it stands where its token stood."""
    value, offsets = node.value or "", node.offsets
    text, places, at = "", list[int](), 0
    default = _default(fact)
    for start, end in _holes(fact, value):
        text += value[at:start] + default
        places += [*offsets[at:start], *[offsets[start]] * len(default)]
        at = end
    whole = (*places, *offsets[at:])
    return msgspec.structs.replace(node, value=text + value[at:], offsets=whole)


def tokens(fact: Attribute, node: AttributeNode) -> tuple[Span, ...]:
    """The places of the token in a setting whose value is text."""
    if node.value is None or fact.type not in _TEXTS or "DEFAULT" not in node.value:
        return ()
    found = _TOKEN.finditer(node.value)
    return tuple(node.at.source.span(node.offsets[one.start()], node.offsets[one.end()]) for one in found)


def unknown_token(fact: Attribute, node: AttributeNode, at: Span) -> Diagnostic:
    """The token where the dialect does not have it, with the value as it would have to be written."""
    meant = inlined(fact, node).value or ""
    fix = Fix("write the default out", "unsafe", (Edit(node.value_at, quoted(meant)),)) if node.value_at else None
    default = f"`{fact.default}`" if isinstance(fact.default, str) else "unset"
    return Diagnostic(
        kinds.DEFAULT_TOKEN,
        f"`{at.text}` stands for nothing in this dialect; the characters themselves are the value",
        at,
        notes=(f"the default of `{fact.name}` is {default}",),
        help=f"write `{node.name} = {quoted(meant)}`, or declare `# smail-dialect: {EXTENDED}` at the top of config",
        category="expansion-failed" if fact.expanded else None,
        fix=fix,
    )


def _holes(fact: Attribute, value: str) -> Iterator[tuple[int, int]]:
    """Where the default goes; of a list without a default a separator goes too, so that no empty item stays."""
    mark = None if _default(fact) else fact.separator
    for token in _TOKEN.finditer(value):
        start, end = token.span()
        before, behind = value[:start][-1:], value[end : end + 1]
        if mark is not None and before in ("", mark) and behind in ("", mark):
            start, end = (start, end + 1) if behind else (start - len(before), end)
        yield start, end


def _default(fact: Attribute) -> str:
    """The default as text, empty when there is none."""
    return fact.default if isinstance(fact.default, str) else ""
