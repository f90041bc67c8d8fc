"""Keys of alias files that are regular expressions: compiled, or reported with the place in the pattern."""

from __future__ import annotations

from collections.abc import Iterable

from smail_compiler.ir.program import AliasPattern
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.patterns import compiled, complaint
from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import bytes_of
from smail_runtime.mail.pattern.tree import PatternError


def alias_patterns(entries: Iterable[AliasNode]) -> Part[tuple[AliasPattern, ...]]:
    """The patterns among the entries, in their order; those that do not compile are reported and left out."""
    kept: list[AliasPattern] = []
    found: list[Diagnostic] = []
    for entry in entries:
        if entry.is_pattern:
            made = compiled(entry.key)
            if isinstance(made, PatternError):
                found.append(complaint(made, entry.key_at, _start(entry)))
            else:
                kept.append(AliasPattern(entry, made))
    return Part(tuple(kept), tuple(found))


def _start(entry: AliasNode) -> int | None:
    """The offset at which the pattern starts; None when lines are joined in it, which moves the places in it."""
    plain = entry.key_size == len(bytes_of(entry.key)) + 2
    return entry.start + 1 if plain else None
