"""Rules on directors: who takes which local names first, and what becomes of them."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.directors import (
    director_generalises,
    director_never_matches,
    director_redundant,
    director_shadowed,
    directors_correlated,
    duplicate_smartuser,
    local_address_unhandled,
    postmaster_only_implicit,
    smartuser_not_last,
)

RULES: tuple[Rule, ...] = (
    director_shadowed.RULE,  # SM401
    director_redundant.RULE,  # SM402
    directors_correlated.RULE,  # SM403
    director_generalises.RULE,  # SM404
    director_never_matches.RULE,  # SM405
    smartuser_not_last.RULE,  # SM406
    duplicate_smartuser.RULE,  # SM407
    local_address_unhandled.RULE,  # SM408
    postmaster_only_implicit.RULE,  # SM409
)
