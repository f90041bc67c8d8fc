"""Patterns of paths: `*` and `?` stay within a directory, `**` crosses any; one without a slash counts in all."""

from __future__ import annotations

import os
import re
from functools import cached_property

_PART = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?[^\]]+\]|.", re.DOTALL)
_MEANINGS = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Glob:
    """A pattern and the directory that it begins in."""

    def __init__(self, pattern: str, directory: str) -> None:
        self.pattern = pattern
        self.directory = directory

    def __repr__(self) -> str:
        return f"Glob({self.pattern!r}, {self.directory!r})"

    def matches(self, path: str) -> bool:
        """Whether it means a file with this absolute path, or the directory that holds it."""
        relative = os.path.relpath(path, self.directory)
        return not relative.startswith("../") and self._expression.fullmatch(relative) is not None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        pattern = self.pattern.removesuffix("/").removeprefix("./")
        anywhere = "" if "/" in pattern else "(?:.*/)?"
        parts = "".join(_meaning(one) for one in _PART.findall(pattern))
        return re.compile(f"{anywhere}{parts}(?:/.*)?", re.DOTALL)


def _meaning(part: str) -> str:
    if part in _MEANINGS:
        return _MEANINGS[part]
    if len(part) > 1:
        negated = part[1] == "!"
        inside = part[2 if negated else 1 : -1].replace("\\", r"\\").replace("[", r"\[").replace("^", r"\^")
        return f"[{'^' if negated else ''}{inside}]"
    return re.escape(part)
