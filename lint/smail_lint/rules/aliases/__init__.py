"""Rules of the family `aliases`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.aliases import (
    include_loop,
    include_missing,
    invalid_address,
    missing_comma_in_list,
    path_file_bad_template,
    phrase_swallows_addresses,
    regex_key_shadowed,
    regex_key_without_quotes,
    unquoted_command,
)

RULES: tuple[Rule, ...] = (
    missing_comma_in_list.RULE,  # SM610
    invalid_address.RULE,  # SM611
    unquoted_command.RULE,  # SM612
    include_missing.RULE,  # SM613
    include_loop.RULE,  # SM614
    path_file_bad_template.RULE,  # SM630
    regex_key_without_quotes.RULE,  # SM625
    regex_key_shadowed.RULE,  # SM626
    phrase_swallows_addresses.RULE,  # SM637
)
