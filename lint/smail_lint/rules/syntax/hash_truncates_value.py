"""A `#` inside a value without quotes, where it begins a comment.

*Why it matters*

A `#` needs no blank in front of it to begin a comment. The value ends there, and the rest of the line, with all the
attributes on it, is gone without a word.

*Flagged*

```directors
aliases: driver=aliasfile; optional, file=/etc/mail/a#b
```

*Better*

```directors
aliases: driver=aliasfile; optional, file="/etc/mail/a#b"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.as_written import Written
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM108", "hash-truncates-value", Severity.WARNING)
_CUT_OFF = re.compile(rb"#[^\s#,;\"\\]+")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value without quotes that a `#` with text behind it follows at once."""
    for one in facts.written:
        at = one.node.value_at
        if at is None or at.end == at.start or one.raw.startswith(b'"'):
            continue
        rest = _CUT_OFF.match(at.source.data, at.end)
        if rest is not None:
            yield _finding(one, at.end, rest.end())


def _finding(one: Written, start: int, end: int) -> Diagnostic:
    source, whole = one.node.at.source, one.value_at.to(one.node.at.source.span(start, end))
    quote = (Edit(source.span(whole.start, whole.start), '"'), Edit(source.span(end, end), '"'))
    return Diagnostic(
        KIND,
        f"`#` begins a comment here, so `{one.node.name}` is only `{one.value}`",
        source.span(start, end),
        help=f'write `"{whole.text}"`, or put a blank before the comment',
        fix=Fix("put the value in quotes", "unsafe", quote) if b"\\" not in one.raw else None,
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
