"""Fingerprints: the same finding keeps its own although lines are added above it or its line is laid out anew.

They know the rule, the file below the directory that was checked, the entry and the text of the place without its
blanks; no line numbers, no absolute paths, and nothing of the machine.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import bytes_of
from smail_lint.report.anchor import anchor, whole_file
from smail_lint.report.findings import Findings


def fingerprints(findings: Findings) -> Iterator[str]:
    """For each finding a digest, and behind a colon how many with the same came before it in the file."""
    seen: Counter[str] = Counter()
    for one in findings.found:
        digest = _digest(one, findings.base)
        yield f"{digest}:{seen[digest]}"
        seen[digest] += 1


def _digest(one: Diagnostic, base: str) -> str:
    source, whole = one.at.source, whole_file(one.at)
    parts = (
        one.kind.code.encode(),
        bytes_of(source.path.removeprefix(base)),
        b"" if whole else bytes_of(anchor(one.at)),
        b"" if whole else b"".join(source.data[one.at.start : one.at.end].split()),
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
