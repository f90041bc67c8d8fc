"""Rules on data that others choose: where it reaches a shell, an argument, a program name or a path."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.security import (
    alias_file_writable_path,
    argument_injection,
    path_traversal,
    program_from_data,
    quoted_inside_quotes,
    quoting_undone,
    shell_injection,
    wrong_quoting_kind,
)

RULES: tuple[Rule, ...] = (
    shell_injection.RULE,  # SM501
    quoting_undone.RULE,  # SM502
    wrong_quoting_kind.RULE,  # SM503
    quoted_inside_quotes.RULE,  # SM504
    argument_injection.RULE,  # SM505
    program_from_data.RULE,  # SM506
    path_traversal.RULE,  # SM507
    alias_file_writable_path.RULE,  # SM529
)
