"""What `smail-check test` may complain about: no rules of a configuration, but with a manual page each."""

from __future__ import annotations

from smail_lint.expectations import bad_expectations, coverage_too_low, expectation_failed
from smail_lint.rule import Rule

RULES: tuple[Rule, ...] = (expectation_failed.RULE, bad_expectations.RULE, coverage_too_low.RULE)
