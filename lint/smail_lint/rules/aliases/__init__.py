"""Rules of the family `aliases`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.aliases import (
    alias_fan_out,
    alias_hides_user,
    alias_key_with_host,
    alias_loop,
    alias_self_only,
    both_forward_mechanisms,
    comment_in_bsearch_file,
    dangling_local_target,
    database_key_never_found,
    duplicate_alias,
    error_target_without_error_director,
    expansion_in_alias_not_supported,
    forward_pipe_ignores_stdin,
    forward_to_self,
    forwardto_only_first_line,
    include_loop,
    include_missing,
    include_relative_path,
    indented_alias,
    invalid_address,
    list_member_duplicate,
    list_self_reference,
    list_without_owner,
    mail_to_device_or_system_file,
    mailbox_read_as_addresses,
    missing_comma_in_list,
    missing_postmaster,
    missing_role_address,
    mixed_case_key_in_dbm,
    oversized_lsearch,
    owner_unresolvable,
    path_file_bad_template,
    path_loops_through_us,
    phrase_swallows_addresses,
    regex_key_shadowed,
    regex_key_without_quotes,
    stale_built_database,
    unquoted_command,
    unsorted_bsearch_file,
    unsorted_or_duplicate_path,
)

RULES: tuple[Rule, ...] = (
    alias_loop.RULE,  # SM601
    alias_self_only.RULE,  # SM602
    duplicate_alias.RULE,  # SM603
    dangling_local_target.RULE,  # SM604
    alias_hides_user.RULE,  # SM605
    missing_postmaster.RULE,  # SM606
    missing_role_address.RULE,  # SM607
    list_without_owner.RULE,  # SM608
    owner_unresolvable.RULE,  # SM609
    missing_comma_in_list.RULE,  # SM610
    invalid_address.RULE,  # SM611
    unquoted_command.RULE,  # SM612
    include_missing.RULE,  # SM613
    include_loop.RULE,  # SM614
    include_relative_path.RULE,  # SM615
    unsorted_bsearch_file.RULE,  # SM616
    oversized_lsearch.RULE,  # SM617
    mixed_case_key_in_dbm.RULE,  # SM618
    forward_pipe_ignores_stdin.RULE,  # SM619
    forward_to_self.RULE,  # SM620
    both_forward_mechanisms.RULE,  # SM621
    list_member_duplicate.RULE,  # SM622
    list_self_reference.RULE,  # SM623
    expansion_in_alias_not_supported.RULE,  # SM624
    regex_key_without_quotes.RULE,  # SM625
    regex_key_shadowed.RULE,  # SM626
    error_target_without_error_director.RULE,  # SM627
    mail_to_device_or_system_file.RULE,  # SM628
    alias_fan_out.RULE,  # SM629
    path_file_bad_template.RULE,  # SM630
    path_loops_through_us.RULE,  # SM631
    unsorted_or_duplicate_path.RULE,  # SM632
    forwardto_only_first_line.RULE,  # SM633
    mailbox_read_as_addresses.RULE,  # SM634
    comment_in_bsearch_file.RULE,  # SM635
    stale_built_database.RULE,  # SM636
    phrase_swallows_addresses.RULE,  # SM637
    database_key_never_found.RULE,  # SM645
    alias_key_with_host.RULE,  # SM646
    indented_alias.RULE,  # SM647
)
