"""Rules on data that others choose, and on rights that are given away: shells, arguments, paths, modes, accounts."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.security import (
    alias_file_writable_path,
    argument_injection,
    bypass_list_too_broad,
    everyone_trusted,
    localnet_too_broad,
    nobody_is_privileged,
    open_relay_pattern,
    path_traversal,
    program_from_data,
    quoted_inside_quotes,
    quoting_undone,
    sender_from_environment,
    shell_injection,
    smtp_debug_enabled,
    trusted_groups_with_setgid,
    world_readable_spool,
    world_writable_mode,
    wrong_quoting_kind,
)

RULES: tuple[Rule, ...] = (
    shell_injection.RULE,  # SM501
    quoting_undone.RULE,  # SM502
    wrong_quoting_kind.RULE,  # SM503
    quoted_inside_quotes.RULE,  # SM504
    argument_injection.RULE,  # SM505
    program_from_data.RULE,  # SM506
    path_traversal.RULE,  # SM507
    everyone_trusted.RULE,  # SM521
    trusted_groups_with_setgid.RULE,  # SM522
    smtp_debug_enabled.RULE,  # SM523
    world_writable_mode.RULE,  # SM524
    world_readable_spool.RULE,  # SM525
    alias_file_writable_path.RULE,  # SM529
    nobody_is_privileged.RULE,  # SM530
    open_relay_pattern.RULE,  # SM533
    localnet_too_broad.RULE,  # SM534
    bypass_list_too_broad.RULE,  # SM535
    sender_from_environment.RULE,  # SM543
)
