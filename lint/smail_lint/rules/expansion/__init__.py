"""Rules of the family `expansion`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.expansion import (
    backslash_before_dollar,
    bad_condition_operand,
    dangling_dollar,
    dollar_in_unexpanded_attribute,
    double_dollar_is_pid,
    empty_reference,
    expansion_branch_dead,
    malformed_conditional,
    malformed_foreach,
    malformed_lookup,
    nested_too_deeply,
    probably_missing_dollar,
    then_is_text,
    tilde_not_leading,
    unbalanced_address_repeat,
    unbalanced_expansion_braces,
    unknown_condition,
    unknown_expansion_operator,
    unterminated_command_quote,
)

RULES: tuple[Rule, ...] = (
    unbalanced_expansion_braces.RULE,  # SM115
    unknown_expansion_operator.RULE,  # SM116
    malformed_conditional.RULE,  # SM117
    malformed_lookup.RULE,  # SM118
    unknown_condition.RULE,  # SM119
    bad_condition_operand.RULE,  # SM120
    dangling_dollar.RULE,  # SM121
    unbalanced_address_repeat.RULE,  # SM122
    double_dollar_is_pid.RULE,  # SM126
    tilde_not_leading.RULE,  # SM127
    dollar_in_unexpanded_attribute.RULE,  # SM128
    probably_missing_dollar.RULE,  # SM129
    empty_reference.RULE,  # SM136
    then_is_text.RULE,  # SM137
    unterminated_command_quote.RULE,  # SM138
    nested_too_deeply.RULE,  # SM139
    malformed_foreach.RULE,  # SM140
    backslash_before_dollar.RULE,  # SM141
    expansion_branch_dead.RULE,  # SM454
)
