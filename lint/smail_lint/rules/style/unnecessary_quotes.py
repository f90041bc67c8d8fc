"""Quotes around a value that needs none.

*Why it matters*

Quotes are for blanks, commas and other marks. Around a plain word they make the reader look for what is special about
it. The rule is a matter of taste and runs only when it is selected: `--select SM902`.

*Flagged*

```directors
user: driver=user; transport="local"
```

*Better*

```directors
user: driver=user; transport=local
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM902", "unnecessary-quotes", Severity.STYLE)
_PLAIN = re.compile(rb'"[A-Za-z0-9@%&*_+~/.-]+"')


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value in quotes that is one plain word."""
    for one in facts.written:
        if _PLAIN.fullmatch(one.raw):
            at, bare = one.value_at, one.raw[1:-1].decode()
            yield Diagnostic(
                KIND,
                f"`{bare}` needs no quotes",
                at,
                help="remove the quotes",
                fix=Fix("remove the quotes", "safe", (Edit(at, bare),)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", preview=True)
