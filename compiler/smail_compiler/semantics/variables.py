"""Config files to variables: the built-in values, then what the files set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from smail_compiler.ir.dialect import Dialect
from smail_compiler.ir.program import Setting
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, FileKind
from smail_compiler.schema.dialects import BASE
from smail_compiler.semantics import default_token, joining
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.settings import built_in, setting
from smail_compiler.semantics.unknown import unknown_variable
from smail_compiler.syntax.nodes import AttributeNode
from smail_compiler.text.diagnostic import Diagnostic

Variables = Mapping[str, Setting]

_BASE = Dialect()


@cache
def built_in_variables(edition: str = BASE) -> Variables:
    """Every variable with its default in an edition of Smail."""
    known = facts.attributes(FileKind.CONFIG, edition=edition).values()
    return {fact.name: built_in(fact, fact.default) for fact in known}


def with_settings(variables: Variables, nodes: Iterable[AttributeNode], dialect: Dialect = _BASE) -> Part[Variables]:
    """The variables after a config file: each setting overrides what was set before, or adds to it."""
    known = facts.attributes(FileKind.CONFIG, edition=dialect.edition)
    after, found = dict(variables), list[Diagnostic]()
    for node in nodes:
        fact = known.get(node.name)
        if fact is None:
            found.append(unknown_variable(node))
            continue
        part = _one(fact, node, after[fact.name], dialect)
        found += part.found
        if part.value is not None:
            after[fact.name] = part.value
    return Part(after, tuple(found))


def _one(fact: Attribute, node: AttributeNode, before: Setting, dialect: Dialect) -> Part[Setting | None]:
    """A variable after one more setting of it; None when it stays as it was."""
    if node.sign not in joining.OPERATORS:
        return setting(fact, node, dialect)
    if dialect.extended and fact.separator is not None:
        node = default_token.inlined(fact, node)
    return joining.joined(fact, node, before, extended=dialect.extended)


def text_of(variables: Variables, name: str) -> str | None:
    """The text of a variable; None when unset, and for `-`, which in file names means none."""
    value = variables[name].value
    return value if isinstance(value, str) and value not in ("", "-") else None
