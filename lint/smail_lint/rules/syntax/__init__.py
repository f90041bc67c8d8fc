"""Rules of the family `syntax`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.syntax import (
    append_operator_not_in_dialect,
    column_one_continuation,
    default_token_not_in_dialect,
    empty_entry,
    expected_equals,
    hash_truncates_value,
    illegal_character_in_bare_value,
    indented_entry_swallowed,
    missing_colon_after_entry_name,
    missing_comma_between_attributes,
    missing_semicolon_before_driver_attributes,
    nul_or_control_character,
    null_attribute_name,
    null_entry_name,
    qualify_row_left_out,
    second_semicolon,
    short_entry,
    sign_with_value,
    trailing_garbage_after_value,
    unexpected_end_of_attribute,
    unknown_escape,
    unterminated_string,
    value_cut_at_nul,
)

RULES: tuple[Rule, ...] = (
    unterminated_string.RULE,  # SM101
    unexpected_end_of_attribute.RULE,  # SM102
    missing_comma_between_attributes.RULE,  # SM103
    missing_colon_after_entry_name.RULE,  # SM104
    indented_entry_swallowed.RULE,  # SM105
    column_one_continuation.RULE,  # SM106
    illegal_character_in_bare_value.RULE,  # SM107
    hash_truncates_value.RULE,  # SM108
    unknown_escape.RULE,  # SM110
    empty_entry.RULE,  # SM111
    missing_semicolon_before_driver_attributes.RULE,  # SM112
    second_semicolon.RULE,  # SM113
    nul_or_control_character.RULE,  # SM114
    append_operator_not_in_dialect.RULE,  # SM123
    default_token_not_in_dialect.RULE,  # SM124
    trailing_garbage_after_value.RULE,  # SM125
    null_entry_name.RULE,  # SM130
    null_attribute_name.RULE,  # SM131
    sign_with_value.RULE,  # SM132
    expected_equals.RULE,  # SM133
    short_entry.RULE,  # SM134
    value_cut_at_nul.RULE,  # SM135
    qualify_row_left_out.RULE,  # SM142
)
