"""Rules of the family `outdated`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.outdated import (
    aliasinclude_vs_genericinclude,
    attempts_without_effect,
    attribute_may_be_ignored,
    attribute_not_implemented,
    bad_dialect_declaration,
    default_differs_between_dialects,
    deprecated_attribute,
    dialect_feature_removed,
    dialect_feature_too_new,
    documented_name_mismatch,
    extension_in_use,
    header_template_discouraged,
    localnet_deprecated,
    old_attribute_name,
    required_ignore_planned_rename,
    rerouter_in_use,
    strip_in_file_name,
    uk_address_order,
)

RULES: tuple[Rule, ...] = (
    deprecated_attribute.RULE,  # SM801
    attribute_not_implemented.RULE,  # SM802
    attribute_may_be_ignored.RULE,  # SM803
    old_attribute_name.RULE,  # SM804
    aliasinclude_vs_genericinclude.RULE,  # SM805
    required_ignore_planned_rename.RULE,  # SM806
    header_template_discouraged.RULE,  # SM807
    localnet_deprecated.RULE,  # SM808
    uk_address_order.RULE,  # SM809
    dialect_feature_too_new.RULE,  # SM812
    dialect_feature_removed.RULE,  # SM813
    documented_name_mismatch.RULE,  # SM814
    default_differs_between_dialects.RULE,  # SM815
    rerouter_in_use.RULE,  # SM816
    bad_dialect_declaration.RULE,  # SM817
    extension_in_use.RULE,  # SM818
    strip_in_file_name.RULE,  # SM819
    attempts_without_effect.RULE,  # SM820
)
