"""Prefix and suffix of names (section 13.3), and of every director of names as text or pattern (wish S158)."""

from __future__ import annotations

import re

import msgspec

from smail_compiler.ir.program import Entry
from tests.reference.around import text


class Bare(msgspec.Struct, frozen=True):
    """A name without its affixes, and these as they were written; None where none was asked for."""

    name: str
    prefix: str | None = None
    suffix: str | None = None

    @property
    def own(self) -> dict[str, str]:
        """The variables that a driver gives."""
        given = {"user": self.name, "prefix": self.prefix, "suffix": self.suffix}
        return {name: value for name, value in given.items() if value is not None}


def bare(director: Entry, name: str, *, may_be_empty: bool = False) -> Bare | None:
    """The name without them, None when one is missing; for a suffix it must be longer (13.3)."""
    prefix, suffix = text(director, "prefix") or "", text(director, "suffix") or ""
    front = _front(prefix, name)
    if front is None:
        return None
    back = _back(suffix, name[front:])
    if back is None:
        return None
    end = len(name) - back
    if end == front and (prefix or suffix) and (suffix or not may_be_empty):
        return None
    return Bare(name[front:end], name[:front] or None, name[end:] or None)


def _front(prefix: str, name: str) -> int | None:
    """How many characters the prefix takes: of a pattern, which begins with `^`, as many as leave something."""
    if not prefix.startswith("^"):
        return len(prefix) if name.lower().startswith(prefix.lower()) else None
    sizes = (size for size in range(len(name) - 1, 0, -1) if _fits(prefix[1:], name[:size]))
    return next(sizes, None)


def _back(suffix: str, name: str) -> int | None:
    """The same for a suffix; a pattern ends with `$`."""
    if not suffix.endswith("$"):
        return len(suffix) if name.lower().endswith(suffix.lower()) else None
    sizes = (size for size in range(len(name) - 1, 0, -1) if _fits(suffix[:-1], name[len(name) - size :]))
    return next(sizes, None)


def _fits(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII) is not None
