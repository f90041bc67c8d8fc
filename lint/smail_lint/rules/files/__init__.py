"""Rules of the family `files`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.files import (
    unreadable_or_binary_file,
)

RULES: tuple[Rule, ...] = (
    unreadable_or_binary_file.RULE,  # SM007
)
