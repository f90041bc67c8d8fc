"""A domain or pattern of the retry file whose hosts are all taken by rows above.

*Why it matters*

Rows are tried in the order of the file, and a domain stands for all names below it too. A row for a part of what an
earlier row covers never counts. Neither does a pattern that fits no name that a host can have.

*Flagged*

```retry
example.com         2h/9d
slow.example.com    30m/2d
```

*Better*

```retry
slow.example.com    30m/2d
example.com         2h/9d
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.retry_hosts import Hidden, hidden_hosts
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM705", "retry-shadowed-subdomain", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each item that takes no host; a domain that is repeated is SM704's."""
    for one in hidden_hosts(facts.site):
        yield _hidden(one) if one.blockers else _fits_nothing(one)


def _hidden(one: Hidden) -> Diagnostic:
    above = "a row above has" if len(one.blockers) == 1 else "rows above have"
    return Diagnostic(
        KIND,
        f"no host comes to this row by `{one.text}`: {above} them all already",
        one.at,
        labels=tuple(Label(at, "this counts") for at in one.blockers),
        help="move this row above, or remove it",
        witness=one.witness,
    )


def _fits_nothing(one: Hidden) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"the pattern `{one.text}` fits no name that a host can have",
        one.at,
        help="a pattern is for the whole name of a host: letters, digits, dots, dashes",
    )


RULE = Rule(KIND, "0.1", check, __name__)
