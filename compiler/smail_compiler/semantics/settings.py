"""From attribute nodes to settings: looked up, typed, parsed as templates, and the first of a name kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from smail_compiler.ir.dialect import Dialect
from smail_compiler.ir.program import Setting
from smail_compiler.schema.attribute import Attribute, Scalar
from smail_compiler.semantics import default_token
from smail_compiler.semantics.expansion import template_of
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.typing import read
from smail_compiler.syntax.nodes import AttributeNode
from smail_compiler.text.diagnostic import Diagnostic

Complain = Callable[[AttributeNode], Diagnostic]


def typed(
    nodes: Iterable[AttributeNode], known: Mapping[str, Attribute], complain: Complain, dialect: Dialect
) -> Part[list[Setting]]:
    """The settings that can be understood, in file order, repetitions included."""
    settings: list[Setting] = []
    found: list[Diagnostic] = []
    for node in nodes:
        fact = known.get(node.name)
        if fact is None:
            found += [] if node.spilled else [complain(node)]
            continue
        part = setting(fact, node, dialect)
        found += part.found
        settings += [part.value] if part.value else []
    return Part(settings, tuple(found))


def setting(fact: Attribute, node: AttributeNode, dialect: Dialect) -> Part[Setting | None]:
    """One setting as written; None when its value cannot be used."""
    tokens = default_token.tokens(fact, node)
    if not tokens:
        return _setting(fact, node, dialect)
    if dialect.extended:
        return _setting(fact, default_token.inlined(fact, node), dialect)
    part = _setting(fact, node, dialect)
    said = [default_token.unknown_token(fact, node, at) for at in tokens]
    others = [one for one in part.found if not any(at.start <= one.at.start < at.end for at in tokens)]
    return Part(part.value, (*others, *said))


def _setting(fact: Attribute, node: AttributeNode, dialect: Dialect) -> Part[Setting | None]:
    """One setting without tokens."""
    reading = read(fact, node)
    if not reading.usable:
        return Part(None, reading.found)
    parsed = template_of(fact, node if node.value is not None else None, reading.value, dialect.edition)
    template, items = parsed.value
    made = Setting(fact, reading.value, node.at, node.value_at, node.name, template, items)
    return Part(made, (*reading.found, *parsed.found))


def built_in(fact: Attribute, value: Scalar) -> Setting:
    """A setting that no file holds."""
    template, items = template_of(fact, None, value).value
    return Setting(fact, value, None, template=template, items=items)


def first_of_each(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """In the three tables the first setting of a name counts; headers accumulate."""
    kept: list[Setting] = []
    seen: set[str] = set()
    for one in settings:
        if one.fact.repeatable or one.name not in seen:
            kept.append(one)
            seen.add(one.name)
    return tuple(kept)
