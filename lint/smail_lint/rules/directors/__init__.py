"""Rules on directors: who takes which local names first, and what becomes of them."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.directors import (
    caution_without_nobody,
    director_generalises,
    director_never_matches,
    director_redundant,
    director_shadowed,
    directors_correlated,
    duplicate_smartuser,
    include_checks_contradict,
    include_director_missing,
    include_family_mismatch,
    local_address_unhandled,
    local_host_unserved,
    nobody_overrides_set_user,
    optional_and_tryagain,
    owner_loop,
    postmaster_only_implicit,
    retries_without_effect,
    sender_okay_on_lists,
    smartuser_not_last,
    smartuser_target_is_local,
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
    include_director_missing.RULE,  # SM410
    include_family_mismatch.RULE,  # SM411
    caution_without_nobody.RULE,  # SM412
    nobody_overrides_set_user.RULE,  # SM413
    optional_and_tryagain.RULE,  # SM414
    retries_without_effect.RULE,  # SM415
    sender_okay_on_lists.RULE,  # SM416
    owner_loop.RULE,  # SM417
    smartuser_target_is_local.RULE,  # SM419
    include_checks_contradict.RULE,  # SM420
    local_host_unserved.RULE,  # SM469
)
