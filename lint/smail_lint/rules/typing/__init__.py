"""Rules of the family `typing`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.typing import (
    above_maximum,
    bad_enum_value,
    bad_octal_digit,
    below_minimum,
    invalid_regex,
    mode_out_of_range,
    read_only_variable,
    regex_catastrophic,
    single_character_expected,
    unit_not_allowed,
    unknown_config_attribute,
    unknown_driver_attribute,
    unknown_generic_attribute,
    wrong_value_kind,
)

RULES: tuple[Rule, ...] = (
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
    invalid_regex.RULE,  # SM225
    regex_catastrophic.RULE,  # SM226
    read_only_variable.RULE,  # SM231
)
