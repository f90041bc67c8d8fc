"""Comparing findings with what a literate case expects, and saying readably how they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smail_compiler.text.diagnostic import Diagnostic
from smail_testkit.cases import Expected


def differences(expected: Sequence[Expected], found: Iterable[Diagnostic]) -> list[str]:
    """What was expected and not found, and what was found and not expected; empty when all agrees."""
    missing = list(expected)
    out: list[str] = []
    for one in found:
        line, column = one.at.begin
        match = next((e for e in missing if e.matches(line, column, one.kind.code, one.category)), None)
        if match is not None:
            missing.remove(match)
        else:
            out.append(f"not expected: {line}:{column} {one.kind.code} {one.category} {one.message}")
    return out + [f"not found: {one}" for one in missing]
