"""Prefix and suffix of names lowered to texts and tables of states."""

from __future__ import annotations

from smail_compiler.emit.fields import Fields
from smail_compiler.semantics.affixes import pattern_of
from smail_compiler.semantics.patterns import compiled
from smail_runtime.mail.pattern.tree import PatternError
from smail_runtime.table.director import Affix

NEVER = "\0"
"""What no name begins or ends with; it stands for a pattern that is not well formed."""


def prefix_of(private: Fields) -> Affix:
    """What a name has to begin with."""
    return _affix(private.word("prefix"), suffix=False)


def suffix_of(private: Fields) -> Affix:
    """What a name has to end with."""
    return _affix(private.word("suffix"), suffix=True)


def _affix(written: str | None, *, suffix: bool) -> Affix:
    pattern = None if written is None else pattern_of(written, suffix=suffix)
    if pattern is None:
        return written
    made = compiled(pattern, backwards=suffix)
    return NEVER if isinstance(made, PatternError) else made
