"""Rules of the family `references`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.references import (
    cautious_user_unknown,
    driver_not_available,
    duplicate_entry_name,
    expansion_may_fail_fatally,
    file_replaces_builtin_set,
    lookup_in_wrong_proto,
    method_file_undefined_transport,
    missing_config_falls_back_silently,
    missing_driver,
    missing_referenced_file,
    missing_required_configuration_file,
    missing_required_driver_attribute,
    parent_without_parent,
    relative_path_context,
    router_without_transport_or_method,
    second_config_sets_itself,
    smart_setting_without_driver,
    smarthost_without_path,
    smarthost_without_transport,
    smartuser_without_target,
    transport_reference_cycle,
    undefined_expansion_variable,
    undefined_match_director,
    undefined_shadow_or_error_transport,
    undefined_transport,
    undefined_user_or_group,
    unknown_driver,
    unused_transport,
    value_outside_lookup,
    variable_not_available_here,
)

RULES: tuple[Rule, ...] = (
    undefined_transport.RULE,  # SM301
    undefined_shadow_or_error_transport.RULE,  # SM302
    transport_reference_cycle.RULE,  # SM303
    undefined_match_director.RULE,  # SM304
    missing_driver.RULE,  # SM305
    unknown_driver.RULE,  # SM306
    router_without_transport_or_method.RULE,  # SM307
    smarthost_without_transport.RULE,  # SM308
    missing_required_driver_attribute.RULE,  # SM309
    unused_transport.RULE,  # SM310
    duplicate_entry_name.RULE,  # SM311
    file_replaces_builtin_set.RULE,  # SM313
    missing_referenced_file.RULE,  # SM314
    missing_config_falls_back_silently.RULE,  # SM315
    undefined_expansion_variable.RULE,  # SM316
    variable_not_available_here.RULE,  # SM317
    value_outside_lookup.RULE,  # SM318
    expansion_may_fail_fatally.RULE,  # SM319
    parent_without_parent.RULE,  # SM320
    undefined_user_or_group.RULE,  # SM322
    method_file_undefined_transport.RULE,  # SM323
    relative_path_context.RULE,  # SM324
    lookup_in_wrong_proto.RULE,  # SM326
    second_config_sets_itself.RULE,  # SM327
    smart_setting_without_driver.RULE,  # SM328
    smartuser_without_target.RULE,  # SM329
    cautious_user_unknown.RULE,  # SM330
    missing_required_configuration_file.RULE,  # SM331
    driver_not_available.RULE,  # SM332
    smarthost_without_path.RULE,  # SM333
)
