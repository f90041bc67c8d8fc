"""Config files to variables: the built-in values, then what the files set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from smail_compiler.ir.program import Setting
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.settings import built_in, last_of_each, typed
from smail_compiler.semantics.unknown import unknown_variable
from smail_compiler.syntax.nodes import AttributeNode

Variables = Mapping[str, Setting]


@cache
def built_in_variables() -> Variables:
    """Every variable with its 3.2 default."""
    known = facts.attributes(FileKind.CONFIG).values()
    return {fact.name: built_in(fact, fact.default) for fact in known}


def with_settings(variables: Variables, nodes: Iterable[AttributeNode]) -> Part[Variables]:
    """The variables after a config file; it overrides what was set before."""
    part = typed(nodes, facts.attributes(FileKind.CONFIG), unknown_variable)
    return Part({**variables, **last_of_each(part.value)}, part.found)


def text_of(variables: Variables, name: str) -> str | None:
    """The text of a variable; None when unset, and for `-`, which in file names means none."""
    value = variables[name].value
    return value if isinstance(value, str) and value not in ("", "-") else None
