"""The dialect that a config file declares: a comment `# smail-dialect: NAME` above its first entry."""

from __future__ import annotations

import re

import msgspec

from smail_compiler.schema.dialects import DIALECTS
from smail_compiler.syntax.entries import first_entry
from smail_compiler.text.source import SourceFile, Span

_DIRECTIVE = re.compile(r"^[ \t]*(#[ \t]*smail-dialect\b[ \t]*:?[ \t]*(\S*)[^\n]*)", re.MULTILINE)


class Declaration(msgspec.Struct, frozen=True):
    """One such comment: the word it gives, and whether it stands where it counts."""

    word: str
    at: Span
    counts: bool


def declarations(source: SourceFile) -> tuple[Declaration, ...]:
    """Every such comment of a file; the first above the first entry counts, if it names a dialect."""
    found: list[Declaration] = []
    if b"smail-dialect" not in source.data:
        return ()
    head = first_entry(source.latin1, 0)
    taken = False
    for one in _DIRECTIVE.finditer(source.latin1):
        counts = not taken and one.start() < head and one[2] in DIALECTS
        taken = taken or counts
        found.append(Declaration(one[2], source.span(*one.span(1)), counts))
    return tuple(found)


def declared(source: SourceFile) -> Declaration | None:
    """The one that counts."""
    return next((one for one in declarations(source) if one.counts), None)
