"""Where templates use what Smail itself does not know."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.syntax.expression import NEW_OPERATORS, CompareTexts, ForEach, Literal, Lookup, Text, Variable
from smail_compiler.syntax.walking import nodes
from smail_compiler.text.source import Span
from smail_lint.facts.written import written_settings


def extensions(site: Site) -> Iterator[tuple[str, Span]]:
    """Each use of an extension in what somebody wrote: what it is, in words, and where."""
    for setting, _ in written_settings(site):
        for tree in setting.trees:
            for node in nodes(tree):
                yield from _here(node, isinstance(tree, Text))


def _here(node: msgspec.Struct, expanded: bool) -> Iterator[tuple[str, Span]]:
    """The uses in one node; in a command line (not `expanded`) a backslash before a dollar is Smail's own."""
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
