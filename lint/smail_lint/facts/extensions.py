"""Where templates use what Smail itself does not know."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.syntax.expression import NEW_OPERATORS, CompareTexts, ForEach, Literal, Lookup, Text, Variable
from smail_compiler.text.source import Span
from smail_lint.facts.written import written_settings


def extensions(site: Site) -> Iterator[tuple[str, Span]]:
    """Each use of an extension in what somebody wrote: what it is, in words, and where."""
    for setting, _ in written_settings(site):
        for tree in (setting.template, *setting.items):
            yield from _in(tree, isinstance(tree, Text))


def _in(node: object, expanded: bool) -> Iterator[tuple[str, Span]]:
    """The uses in a tree; in a command line a backslash before a dollar is Smail's own."""
    if isinstance(node, tuple):
        for one in node:
            yield from _in(one, expanded)
    elif isinstance(node, msgspec.Struct) and not isinstance(node, Span):
        yield from _here(node, expanded)
        for name in node.__struct_fields__:
            yield from _in(getattr(node, name), expanded)


def _here(node: msgspec.Struct, expanded: bool) -> Iterator[tuple[str, Span]]:
    match node:
        case ForEach():
            yield "`foreach`", node.at
        case CompareTexts():
            yield f"`{node.operator}` with an expanded first side", node.at
        case Lookup(proto="dns"):
            yield "a look-up in the DNS", node.at
        case Variable():
            yield from ((f"the operator `{one}`", node.at) for one in node.operators if one.lower() in NEW_OPERATORS)
        case Literal(text, at) if expanded and "$" in text:
            yield "`\\$`", at
