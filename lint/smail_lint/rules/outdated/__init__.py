"""Rules of the family `outdated`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.outdated import (
    attribute_not_implemented,
    bad_dialect_declaration,
    default_differs_between_dialects,
    deprecated_attribute,
    dialect_feature_removed,
    dialect_feature_too_new,
    extension_in_use,
    strip_in_file_name,
)

RULES: tuple[Rule, ...] = (
    deprecated_attribute.RULE,  # SM801
    attribute_not_implemented.RULE,  # SM802
    dialect_feature_too_new.RULE,  # SM812
    dialect_feature_removed.RULE,  # SM813
    default_differs_between_dialects.RULE,  # SM815
    bad_dialect_declaration.RULE,  # SM817
    extension_in_use.RULE,  # SM818
    strip_in_file_name.RULE,  # SM819
)
