"""All rules: those of each family, by code."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules import (
    aliases,
    directors,
    expansion,
    files,
    outdated,
    queue,
    references,
    routers,
    security,
    style,
    syntax,
    tool,
    transports,
    typing,
)

_FAMILIES = (
    aliases,
    directors,
    expansion,
    files,
    outdated,
    queue,
    references,
    routers,
    security,
    style,
    syntax,
    tool,
    transports,
    typing,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.kind.code)
)

RETIRED: tuple[str, ...] = ()
"""Codes and names of rules that are gone; they are never given to another."""
