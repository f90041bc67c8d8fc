"""Fingerprints: the same finding keeps its own although lines are added above it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic


def fingerprints(found: tuple[Diagnostic, ...]) -> Iterator[str]:
    """For each finding a digest of rule, file, text of its line and of its span, and a count of equal ones before."""
    seen: Counter[str] = Counter()
    for one in found:
        digest = _digest(one)
        yield f"{digest}:{seen[digest]}"
        seen[digest] += 1


def _digest(one: Diagnostic) -> str:
    source = one.at.source
    text = b"\0".join(
        [
            one.kind.code.encode(),
            source.path.encode("utf-8", "surrogateescape"),
            b" ".join(source.line_bytes(one.at.line).split()),
            b" ".join(source.data[one.at.start : one.at.end].split()),
        ]
    )
    return hashlib.sha256(text).hexdigest()[:16]
