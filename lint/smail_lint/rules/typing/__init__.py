"""Rules of the family `typing`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.typing import (
    above_maximum,
    bad_enum_value,
    bad_octal_digit,
    below_minimum,
    contradictory_booleans,
    decimal_file_mode,
    duplicate_precedence_name,
    duplicate_setting,
    group_bits_without_group,
    header_template_shape,
    invalid_hostname,
    invalid_network_literal,
    invalid_regex,
    malformed_colon_list,
    malformed_gateways,
    malformed_grades_list,
    malformed_uid_range,
    mask_looks_inverted,
    mega_suffix_on_seconds,
    mode_out_of_range,
    negative_number,
    read_only_variable,
    regex_catastrophic,
    service_not_resolvable_offline,
    single_character_expected,
    unit_not_allowed,
    unknown_config_attribute,
    unknown_driver_attribute,
    unknown_generic_attribute,
    wrong_type_after_expansion,
    wrong_value_kind,
)

RULES: tuple[Rule, ...] = (
    unknown_config_attribute.RULE,  # SM201
    unknown_generic_attribute.RULE,  # SM202
    unknown_driver_attribute.RULE,  # SM203
    wrong_value_kind.RULE,  # SM204
    decimal_file_mode.RULE,  # SM205
    mode_out_of_range.RULE,  # SM206
    bad_octal_digit.RULE,  # SM207
    mega_suffix_on_seconds.RULE,  # SM208
    unit_not_allowed.RULE,  # SM209
    negative_number.RULE,  # SM210
    below_minimum.RULE,  # SM211
    above_maximum.RULE,  # SM212
    bad_enum_value.RULE,  # SM213
    single_character_expected.RULE,  # SM214
    malformed_grades_list.RULE,  # SM215
    duplicate_precedence_name.RULE,  # SM216
    malformed_colon_list.RULE,  # SM217
    invalid_hostname.RULE,  # SM218
    malformed_gateways.RULE,  # SM219
    malformed_uid_range.RULE,  # SM220
    header_template_shape.RULE,  # SM221
    duplicate_setting.RULE,  # SM222
    contradictory_booleans.RULE,  # SM223
    wrong_type_after_expansion.RULE,  # SM224
    invalid_regex.RULE,  # SM225
    regex_catastrophic.RULE,  # SM226
    invalid_network_literal.RULE,  # SM227
    service_not_resolvable_offline.RULE,  # SM228
    mask_looks_inverted.RULE,  # SM229
    group_bits_without_group.RULE,  # SM230
    read_only_variable.RULE,  # SM231
)
