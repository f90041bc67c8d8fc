"""Rules on the order of directors: who takes which local names first."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.directors import (
    director_generalises,
    director_redundant,
    director_shadowed,
    directors_correlated,
)

RULES: tuple[Rule, ...] = (
    director_shadowed.RULE,  # SM401
    director_redundant.RULE,  # SM402
    directors_correlated.RULE,  # SM403
    director_generalises.RULE,  # SM404
)
