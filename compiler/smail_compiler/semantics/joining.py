"""`name += value` and `name =+ value`: lists of the config file made longer (an extension, wish S189)."""

from __future__ import annotations

from smail_compiler.ir.program import Origin, Setting
from smail_compiler.schema.attribute import Attribute
from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.semantics import kinds
from smail_compiler.semantics.dump import quoted
from smail_compiler.semantics.part import Part
from smail_compiler.syntax.kinds import ADDING_OPERATOR
from smail_compiler.syntax.nodes import AttributeNode, Sign
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix

OPERATORS = (Sign.APPEND, Sign.PREPEND)


def joined(fact: Attribute, node: AttributeNode, before: Setting, *, extended: bool) -> Part[Setting | None]:
    """The variable with what the node adds to its list; nothing but a finding where the dialect has no such thing."""
    if fact.separator is None:
        return Part(None, (_no_list(fact, node),))
    origins = _origins(node, before)
    value = fact.separator.join(one.value for one in origins)
    if not extended:
        return Part(None, (_unknown(node, value),))
    return Part(Setting(fact, value, node.at, node.value_at, node.name, origins=origins))


def _origins(node: AttributeNode, before: Setting) -> tuple[Origin, ...]:
    """What is there and what is added, each with its place, in the order of the list; empty parts are left out."""
    old = before.origins
    if not old and isinstance(before.value, str):
        old = (Origin(before.value, before.at),)
    new = (Origin(node.value or "", node.at),)
    both = (*old, *new) if node.sign is Sign.APPEND else (*new, *old)
    return tuple(one for one in both if one.value)


def _unknown(node: AttributeNode, value: str) -> Diagnostic:
    """The operator where the dialect does not have it, with the list as it would have to be written."""
    whole = f"{node.name} = {quoted(value)}"
    return Diagnostic(
        ADDING_OPERATOR,
        f"`{node.sign.value}` is not in this dialect, so `{node.name}` stays as it was",
        node.name_at,
        help=f"write `{whole}`, or declare `# smail-dialect: {EXTENDED}` at the top of config",
        category="expected-equals" if node.sign is Sign.APPEND else "trailing-text",
        fix=Fix("write the whole list", "unsafe", (Edit(node.at, whole),)),
    )


def _no_list(fact: Attribute, node: AttributeNode) -> Diagnostic:
    """Something that is not a list."""
    return Diagnostic(
        kinds.WRONG_KIND,
        f"`{node.name}` is no list, so nothing can be added to it by `{node.sign.value}`",
        node.name_at,
        help=f"write `{node.name} = ...`",
        category="expected-equals" if node.sign is Sign.APPEND else "trailing-text",
    )
