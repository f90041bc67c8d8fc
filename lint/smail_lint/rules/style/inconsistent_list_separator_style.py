"""A list broken before a colon, where the site breaks others behind it.

*Why it matters*

Who adds a line looks at the lines above. With both forms in one site a colon is soon missing or doubled, and no
reader complains. The rule is a matter of taste and runs only when it is selected: `--select SM919`.

*Flagged*

```config
hostnames = mx.example.org:\\
        example.org
more_hostnames = shop.example\\
        :press.example
```

*Better*

```config
hostnames = mx.example.org:\\
        example.org
more_hostnames = shop.example:\\
        press.example
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM919", "inconsistent-list-separator-style", Severity.STYLE)
_BEHIND = re.compile(rb"(?<=[^:\s]):\\\n[ \t]*(?=[^:\s])")
_BEFORE = re.compile(rb"(?<=[^:\s])\\\n[ \t]*:(?=[^:\s])")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each break of a list in the form that is the rarer one; before the colon, where both are as frequent."""
    behind: list[Span] = []
    before: list[Span] = []
    for one in facts.written:
        if one.fact.separator == ":" and b"\\\n" in one.raw:
            behind += _places(one.value_at, _BEHIND)
            before += _places(one.value_at, _BEFORE)
    if behind and before:
        for at in before if len(before) <= len(behind) else behind:
            yield _finding(at)


def _places(value: Span, form: re.Pattern[bytes]) -> Iterator[Span]:
    for one in form.finditer(value.source.data, value.start, value.end):
        yield value.source.span(*one.span())


def _finding(at: Span) -> Diagnostic:
    before = not at.text.startswith(":")
    turned = f":{at.text[:-1]}" if before else f"{at.text[1:]}:"
    return Diagnostic(
        KIND,
        f"broken {'before' if before else 'behind'} the colon, unlike other lists of this site",
        at,
        help=f"put the colon {'at the end of the line' if before else 'at the start of the next line'}",
        fix=Fix("move the colon", "safe", (Edit(at, turned),)),
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", preview=True)
