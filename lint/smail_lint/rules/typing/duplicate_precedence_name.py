"""A word of the `Precedence:` field that has two grades.

*Why it matters*

The list is searched from the left, and case is ignored. The first pair counts; the grade of the second never comes
to pass.

*Flagged*

```config
grades = bulk:a:junk:n:bulk:b
```

*Better*

```config
grades = bulk:a:junk:n
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Label, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.as_written import Written
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM216", "duplicate-precedence-name", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each word that stood in the list before."""
    for one in facts.written:
        if one.fact.name != "grades" or one.entry is not None or one.takes_default:
            continue
        items = list(one.items())
        if len(items) % 2 or any(len(grade) != 1 for grade, _ in items[1::2]):
            continue
        seen: dict[str, Span] = {}
        for number, (word, at) in enumerate(items[::2]):
            first = seen.setdefault(word.lower(), at)
            if first is not at:
                yield _finding(one, word, first, items[2 * number - 1][1].to(items[2 * number + 1][1]), at)


def _finding(one: Written, word: str, first: Span, pair: Span, at: Span) -> Diagnostic:
    """`pair` goes from the grade in front, whose colon goes too, to the grade of this word."""
    gone = pair.source.span(pair.start + 1, pair.end)
    return Diagnostic(
        KIND,
        f"`{word}` has a grade already, so this one is never given",
        at,
        labels=(Label(first, "the first counts"),),
        help="remove this pair, or the first one",
        fix=Fix("remove this pair", "unsafe", (Edit(gone, ""),)) if b"\\" not in one.raw else None,
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
