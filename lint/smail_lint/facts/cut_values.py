"""Settings whose value ended too early, since it should have stood in quotes."""

from __future__ import annotations

from collections.abc import Iterable

from smail_compiler.syntax.kinds import TRAILING_TEXT
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span


def is_cut(setting_at: Span, diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether text that belongs to nothing follows a setting: then its value is less than was meant."""
    return any(
        one.kind is TRAILING_TEXT
        and one.at.source is setting_at.source
        and one.at.start >= setting_at.end
        and not setting_at.source.data[setting_at.end : one.at.start].strip()
        for one in diagnostics
    )
