"""Which findings people are shown: of one rule in one file the first ones, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.report.visible import printable


def shown(found: Sequence[Diagnostic], most: int) -> Iterator[tuple[Diagnostic, str]]:
    """The first `most` findings of each rule in each file, all of them for 0.

    With the last of them comes a line on those that are left out, which is empty for all others.
    """
    total = Counter(map(_place, found)) if most else Counter()
    told: Counter[tuple[str, str]] = Counter()
    for one in found:
        place = _place(one)
        told[place] += 1
        if not most or told[place] <= most:
            yield one, _line(one, total[place] - most) if told[place] == most < total[place] else ""


def _place(one: Diagnostic) -> tuple[str, str]:
    return one.at.source.path, one.kind.code


def _line(one: Diagnostic, more: int) -> str:
    what = f"{one.kind.code} {one.kind.name}"
    return f"... and {more:,} more of {what} in {printable(one.at.source.path)} (smail-check --max-alike 0 shows all)"
