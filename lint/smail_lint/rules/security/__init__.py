"""Rules on data that others choose, and on rights that are given away: shells, arguments, paths, modes, accounts."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.security import (
    address_list_injection,
    alias_file_writable_path,
    argument_injection,
    backscatter_risk,
    bypass_list_too_broad,
    double_expansion,
    everyone_trusted,
    external_program_per_recipient,
    forward_names_outside_passwd,
    header_injection,
    include_without_checks,
    include_writable_by_others,
    localnet_too_broad,
    lookup_file_from_data,
    marked_directory_above_files,
    no_owner_or_mode_checks,
    nobody_is_privileged,
    open_relay_pattern,
    path_traversal,
    pipe_as_sender,
    pipe_runs_as_fixed_root,
    pipe_umask_open,
    program_from_data,
    quoted_inside_quotes,
    quoting_undone,
    recipient_privacy_in_received,
    remote_home_directories,
    root_delivery,
    secret_in_config,
    sender_from_environment,
    shadow_leaks_mail,
    shell_injection,
    smtp_debug_enabled,
    trusted_groups_with_setgid,
    untrusted_lookup_value,
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
    double_expansion.RULE,  # SM508
    header_injection.RULE,  # SM509
    address_list_injection.RULE,  # SM511
    lookup_file_from_data.RULE,  # SM512
    untrusted_lookup_value.RULE,  # SM513
    everyone_trusted.RULE,  # SM521
    trusted_groups_with_setgid.RULE,  # SM522
    smtp_debug_enabled.RULE,  # SM523
    world_writable_mode.RULE,  # SM524
    world_readable_spool.RULE,  # SM525
    no_owner_or_mode_checks.RULE,  # SM526
    remote_home_directories.RULE,  # SM527
    root_delivery.RULE,  # SM528
    alias_file_writable_path.RULE,  # SM529
    nobody_is_privileged.RULE,  # SM530
    pipe_runs_as_fixed_root.RULE,  # SM531
    pipe_as_sender.RULE,  # SM532
    open_relay_pattern.RULE,  # SM533
    localnet_too_broad.RULE,  # SM534
    bypass_list_too_broad.RULE,  # SM535
    recipient_privacy_in_received.RULE,  # SM537
    secret_in_config.RULE,  # SM538
    shadow_leaks_mail.RULE,  # SM539
    external_program_per_recipient.RULE,  # SM540
    forward_names_outside_passwd.RULE,  # SM541
    backscatter_risk.RULE,  # SM542
    sender_from_environment.RULE,  # SM543
    include_without_checks.RULE,  # SM544
    include_writable_by_others.RULE,  # SM545
    pipe_umask_open.RULE,  # SM546
    marked_directory_above_files.RULE,  # SM547
)
