"""All rules, listed by hand."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.aliases import (
    include_loop,
    include_missing,
    invalid_address,
    missing_comma_in_list,
    phrase_swallows_addresses,
    unquoted_command,
)
from smail_lint.rules.directors import (
    director_generalises,
    director_redundant,
    director_shadowed,
    directors_correlated,
)
from smail_lint.rules.expansion import (
    bad_condition_operand,
    dangling_dollar,
    empty_reference,
    malformed_conditional,
    malformed_foreach,
    malformed_lookup,
    nested_too_deeply,
    then_is_text,
    unbalanced_address_repeat,
    unbalanced_expansion_braces,
    unknown_condition,
    unknown_expansion_operator,
    unterminated_command_quote,
)
from smail_lint.rules.files import (
    unreadable_or_binary_file,
)
from smail_lint.rules.outdated import (
    attribute_not_implemented,
    bad_dialect_declaration,
    deprecated_attribute,
    dialect_feature_removed,
    dialect_feature_too_new,
    extension_in_use,
)
from smail_lint.rules.references import (
    method_file_undefined_transport,
    missing_config_falls_back_silently,
    missing_driver,
    missing_referenced_file,
    missing_required_configuration_file,
    missing_required_driver_attribute,
    parent_without_parent,
    second_config_sets_itself,
    undefined_expansion_variable,
    undefined_shadow_or_error_transport,
    undefined_transport,
    unknown_driver,
    value_outside_lookup,
    variable_not_available_here,
)
from smail_lint.rules.security import (
    argument_injection,
    path_traversal,
    program_from_data,
    quoted_inside_quotes,
    quoting_undone,
    shell_injection,
    wrong_quoting_kind,
)
from smail_lint.rules.syntax import (
    append_operator_not_in_dialect,
    column_one_continuation,
    default_token_not_in_dialect,
    empty_entry,
    expected_equals,
    illegal_character_in_bare_value,
    indented_entry_swallowed,
    missing_colon_after_entry_name,
    missing_comma_between_attributes,
    nul_or_control_character,
    null_attribute_name,
    null_entry_name,
    short_entry,
    sign_with_value,
    trailing_garbage_after_value,
    unexpected_end_of_attribute,
    unterminated_string,
    value_cut_at_nul,
)
from smail_lint.rules.typing import (
    above_maximum,
    bad_enum_value,
    bad_octal_digit,
    below_minimum,
    mode_out_of_range,
    read_only_variable,
    single_character_expected,
    unit_not_allowed,
    unknown_config_attribute,
    unknown_driver_attribute,
    unknown_generic_attribute,
    wrong_value_kind,
)

RULES: tuple[Rule, ...] = (
    unreadable_or_binary_file.RULE,  # SM007
    unterminated_string.RULE,  # SM101
    unexpected_end_of_attribute.RULE,  # SM102
    missing_comma_between_attributes.RULE,  # SM103
    missing_colon_after_entry_name.RULE,  # SM104
    indented_entry_swallowed.RULE,  # SM105
    column_one_continuation.RULE,  # SM106
    illegal_character_in_bare_value.RULE,  # SM107
    empty_entry.RULE,  # SM111
    nul_or_control_character.RULE,  # SM114
    unbalanced_expansion_braces.RULE,  # SM115
    unknown_expansion_operator.RULE,  # SM116
    malformed_conditional.RULE,  # SM117
    malformed_lookup.RULE,  # SM118
    unknown_condition.RULE,  # SM119
    bad_condition_operand.RULE,  # SM120
    dangling_dollar.RULE,  # SM121
    unbalanced_address_repeat.RULE,  # SM122
    append_operator_not_in_dialect.RULE,  # SM123
    default_token_not_in_dialect.RULE,  # SM124
    trailing_garbage_after_value.RULE,  # SM125
    null_entry_name.RULE,  # SM130
    null_attribute_name.RULE,  # SM131
    sign_with_value.RULE,  # SM132
    expected_equals.RULE,  # SM133
    short_entry.RULE,  # SM134
    value_cut_at_nul.RULE,  # SM135
    empty_reference.RULE,  # SM136
    then_is_text.RULE,  # SM137
    unterminated_command_quote.RULE,  # SM138
    nested_too_deeply.RULE,  # SM139
    malformed_foreach.RULE,  # SM140
    unknown_config_attribute.RULE,  # SM201
    unknown_generic_attribute.RULE,  # SM202
    unknown_driver_attribute.RULE,  # SM203
    wrong_value_kind.RULE,  # SM204
    mode_out_of_range.RULE,  # SM206
    bad_octal_digit.RULE,  # SM207
    unit_not_allowed.RULE,  # SM209
    below_minimum.RULE,  # SM211
    above_maximum.RULE,  # SM212
    bad_enum_value.RULE,  # SM213
    single_character_expected.RULE,  # SM214
    read_only_variable.RULE,  # SM231
    undefined_transport.RULE,  # SM301
    undefined_shadow_or_error_transport.RULE,  # SM302
    missing_driver.RULE,  # SM305
    unknown_driver.RULE,  # SM306
    missing_required_driver_attribute.RULE,  # SM309
    missing_referenced_file.RULE,  # SM314
    missing_config_falls_back_silently.RULE,  # SM315
    undefined_expansion_variable.RULE,  # SM316
    variable_not_available_here.RULE,  # SM317
    value_outside_lookup.RULE,  # SM318
    parent_without_parent.RULE,  # SM320
    method_file_undefined_transport.RULE,  # SM323
    second_config_sets_itself.RULE,  # SM327
    missing_required_configuration_file.RULE,  # SM331
    director_shadowed.RULE,  # SM401
    director_redundant.RULE,  # SM402
    directors_correlated.RULE,  # SM403
    director_generalises.RULE,  # SM404
    shell_injection.RULE,  # SM501
    quoting_undone.RULE,  # SM502
    wrong_quoting_kind.RULE,  # SM503
    quoted_inside_quotes.RULE,  # SM504
    argument_injection.RULE,  # SM505
    program_from_data.RULE,  # SM506
    path_traversal.RULE,  # SM507
    missing_comma_in_list.RULE,  # SM610
    invalid_address.RULE,  # SM611
    unquoted_command.RULE,  # SM612
    include_missing.RULE,  # SM613
    include_loop.RULE,  # SM614
    phrase_swallows_addresses.RULE,  # SM637
    deprecated_attribute.RULE,  # SM801
    attribute_not_implemented.RULE,  # SM802
    dialect_feature_too_new.RULE,  # SM812
    dialect_feature_removed.RULE,  # SM813
    bad_dialect_declaration.RULE,  # SM817
    extension_in_use.RULE,  # SM818
)

RETIRED: tuple[str, ...] = ()
"""Codes and names of rules that are gone; they are never given to another."""
