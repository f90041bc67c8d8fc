"""Rules on transports: what a delivery does to mail on its way out of the queue."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.transports import (
    appendfile_file_and_dir,
    argument_overflow_risk,
    batch_mode_conflict,
    check_user_refuses_all,
    conflicting_address_forms,
    debug_transport_loses_body,
    defer_child_errors_missing,
    error_policy_contradiction,
    ignore_status_hides_failure,
    implied_attribute_set,
    local_flag_mismatch,
    mailbox_separator_missing,
    mailbox_without_from_line,
    path_assumption_in_pipe,
    received_disabled,
    resolver_flags_unused,
    return_path_on_remote,
    several_addresses_one_slot,
    several_hosts_one_slot,
    smtp_limits_not_lifted,
    strict_rewrites_headers,
    tilde_addresses_unexpanded,
    timeouts_inverted,
)

RULES: tuple[Rule, ...] = (
    conflicting_address_forms.RULE,  # SM441
    batch_mode_conflict.RULE,  # SM442
    implied_attribute_set.RULE,  # SM443
    return_path_on_remote.RULE,  # SM444
    mailbox_without_from_line.RULE,  # SM445
    appendfile_file_and_dir.RULE,  # SM446
    local_flag_mismatch.RULE,  # SM447
    argument_overflow_risk.RULE,  # SM448
    smtp_limits_not_lifted.RULE,  # SM449
    received_disabled.RULE,  # SM450
    resolver_flags_unused.RULE,  # SM452
    several_addresses_one_slot.RULE,  # SM456
    several_hosts_one_slot.RULE,  # SM457
    check_user_refuses_all.RULE,  # SM458
    tilde_addresses_unexpanded.RULE,  # SM459
    error_policy_contradiction.RULE,  # SM460
    debug_transport_loses_body.RULE,  # SM461
    strict_rewrites_headers.RULE,  # SM462
    timeouts_inverted.RULE,  # SM463
    mailbox_separator_missing.RULE,  # SM464
    defer_child_errors_missing.RULE,  # SM719
    ignore_status_hides_failure.RULE,  # SM720
    path_assumption_in_pipe.RULE,  # SM922
)
