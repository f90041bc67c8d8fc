"""A list of grades that is not made of pairs, a word and a letter or digit.

*Why it matters*

`grades` is read two by two: a word of the `Precedence:` field, then the grade it gives. With one item too few or too
many every later pair is shifted, so that words are grades and grades are words.

*Flagged*

```config
grades = special-delivery:9:bulk:a:junk
```

*Better*

```config
grades = special-delivery:9:bulk:a:junk:n
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM215", "malformed-grades-list", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first thing that is wrong with each list of grades."""
    for one in facts.written:
        if one.fact.name != "grades" or one.entry is not None or not one.value or one.takes_default:
            continue
        items = list(one.items())
        bad = next(((item, at) for item, at in items[1::2] if not _is_grade(item)), None)
        if bad is not None:
            yield _no_grade(*bad)
        elif len(items) % 2:
            yield _odd(*items[-1])


def _is_grade(item: str) -> bool:
    return len(item) == 1 and item.isascii() and item.isalnum()


def _no_grade(item: str, at: Span) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"a grade is expected here, and `{item}` is none",
        at,
        notes=("words and grades take turns: word, grade, word, grade",),
        help="give a single letter or digit; 1 is the most urgent, z the least",
    )


def _odd(item: str, at: Span) -> Diagnostic:
    return Diagnostic(KIND, f"`{item}` has no grade", at, help="write a colon and a single letter or digit behind it")


RULE = Rule(KIND, "0.1", check, __name__)
