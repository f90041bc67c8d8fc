"""All rules, listed by hand."""

from __future__ import annotations

from smail_lint.rule import Rule

RULES: tuple[Rule, ...] = ()
