"""Rules on what is told to smail-check itself, and on what it cannot tell."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.tool import (
    analysis_truncated,
    expired_suppression,
    malformed_suppression,
    stale_baseline_entry,
    suppression_without_reason,
    unknown_rule_in_suppression,
    unused_suppression,
)

RULES: tuple[Rule, ...] = (
    unused_suppression.RULE,  # SM001
    unknown_rule_in_suppression.RULE,  # SM002
    suppression_without_reason.RULE,  # SM003
    expired_suppression.RULE,  # SM004
    stale_baseline_entry.RULE,  # SM005
    analysis_truncated.RULE,  # SM006
    malformed_suppression.RULE,  # SM008
)
