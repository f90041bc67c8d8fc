"""Rules of the family `aliases`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.aliases import (
    alias_loop,
    alias_self_only,
    comment_in_bsearch_file,
    dangling_local_target,
    duplicate_alias,
    include_loop,
    include_missing,
    invalid_address,
    missing_comma_in_list,
    missing_postmaster,
    missing_role_address,
    mixed_case_key_in_dbm,
    path_file_bad_template,
    path_loops_through_us,
    phrase_swallows_addresses,
    regex_key_shadowed,
    regex_key_without_quotes,
    unquoted_command,
    unsorted_bsearch_file,
    unsorted_or_duplicate_path,
)

RULES: tuple[Rule, ...] = (
    alias_loop.RULE,  # SM601
    alias_self_only.RULE,  # SM602
    duplicate_alias.RULE,  # SM603
    dangling_local_target.RULE,  # SM604
    missing_postmaster.RULE,  # SM606
    missing_role_address.RULE,  # SM607
    missing_comma_in_list.RULE,  # SM610
    invalid_address.RULE,  # SM611
    unquoted_command.RULE,  # SM612
    include_missing.RULE,  # SM613
    include_loop.RULE,  # SM614
    unsorted_bsearch_file.RULE,  # SM616
    mixed_case_key_in_dbm.RULE,  # SM618
    regex_key_without_quotes.RULE,  # SM625
    regex_key_shadowed.RULE,  # SM626
    path_file_bad_template.RULE,  # SM630
    path_loops_through_us.RULE,  # SM631
    unsorted_or_duplicate_path.RULE,  # SM632
    comment_in_bsearch_file.RULE,  # SM635
    phrase_swallows_addresses.RULE,  # SM637
)
