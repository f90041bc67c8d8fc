"""Prefixes and suffixes that are patterns: `prefix="^[a-z]+-"`, `suffix="[-+].+$"` (wish S158)."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.schema.attribute import FileKind
from smail_compiler.semantics.patterns import compiled, complaint
from smail_compiler.text.diagnostic import Diagnostic
from smail_runtime.mail.pattern.tree import PatternError


def pattern_of(written: str, *, suffix: bool) -> str | None:
    """The pattern in a prefix that begins with `^`, or in a suffix that ends with `$`; None for plain text."""
    if suffix:
        return written[:-1] if written.endswith("$") else None
    return written[1:] if written.startswith("^") else None


def affix_complaints(entry: Entry) -> Iterator[Diagnostic]:
    """What is said of a director whose pattern cannot be compiled: it would never match."""
    for name in ("prefix", "suffix") if entry.kind is FileKind.DIRECTOR else ():
        one = entry.setting(name, private=True)
        written = one.value if one is not None else None
        pattern = pattern_of(written, suffix=name == "suffix") if isinstance(written, str) else None
        made = compiled(pattern, backwards=name == "suffix") if pattern is not None else None
        if isinstance(made, PatternError) and one is not None and (at := one.place) is not None:
            yield complaint(made, at, None)
