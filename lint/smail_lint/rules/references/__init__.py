"""Rules of the family `references`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.references import (
    driver_not_available,
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

RULES: tuple[Rule, ...] = (
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
    driver_not_available.RULE,  # SM332
)
