"""Entries of the site's own files that were understood whole: what they lack, they lack."""

from __future__ import annotations

from collections.abc import Iterable

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span


def sound(entries: Iterable[Entry], diagnostics: Iterable[Diagnostic]) -> tuple[Entry, ...]:
    """The entries that are written in a file, known, and without a fault of form or type inside."""
    faults = [one.at for one in diagnostics if one.category is not None]
    return tuple(entry for entry in entries if _is_sound(entry, faults))


def _is_sound(entry: Entry, faults: list[Span]) -> bool:
    span = entry.span
    if entry.at is None or not entry.known or span is None:
        return False
    return not any(at.source is span.source and span.start <= at.start <= span.end for at in faults)
