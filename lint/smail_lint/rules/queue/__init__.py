"""Rules on retries, the queue and limits."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.queue import (
    accept_max_zero_with_queue,
    accept_queue_above_max,
    background_delivery_in_daemon,
    grade_suppresses_bounce,
    grade_unreachable,
    hop_limit_extreme,
    hop_limit_zero,
    host_lock_timeout_long,
    no_queue_runner_implied,
    queue_only_conflicts_mode,
    retry_dns_name_vs_address,
    retry_duplicate_domain,
    retry_duration_shorter_than_interval,
    retry_shadowed_subdomain,
    retry_star_overrides_defaults,
    retry_too_aggressive,
    retry_too_patient,
    retry_wildcard_not_last,
    retry_zero_duration,
    spool_layout,
)

RULES: tuple[Rule, ...] = (
    retry_wildcard_not_last.RULE,  # SM701
    retry_duration_shorter_than_interval.RULE,  # SM702
    retry_zero_duration.RULE,  # SM703
    retry_duplicate_domain.RULE,  # SM704
    retry_shadowed_subdomain.RULE,  # SM705
    retry_too_aggressive.RULE,  # SM707
    retry_too_patient.RULE,  # SM708
    accept_queue_above_max.RULE,  # SM709
    accept_max_zero_with_queue.RULE,  # SM710
    queue_only_conflicts_mode.RULE,  # SM711
    no_queue_runner_implied.RULE,  # SM712
    hop_limit_extreme.RULE,  # SM713
    host_lock_timeout_long.RULE,  # SM715
    grade_unreachable.RULE,  # SM716
    grade_suppresses_bounce.RULE,  # SM717
    retry_dns_name_vs_address.RULE,  # SM718
    retry_star_overrides_defaults.RULE,  # SM721
    hop_limit_zero.RULE,  # SM722
    spool_layout.RULE,  # SM723
    background_delivery_in_daemon.RULE,  # SM724
)
