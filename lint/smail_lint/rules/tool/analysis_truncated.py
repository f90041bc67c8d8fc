"""A part of the configuration is too much for the analysis, which says less for that reason.

*Why it matters*

Each question has a budget of work, so that a check ends in time whatever it is given. Where one is used up nothing is
said that could be wrong, but something may be missing, and silence is no proof. The finding names what:
patterns of more than 300 states, more than three overlapping directors before one, databases of more than a hundred
paths (three hundred together) before a router that they may cut off, and texts whose branches come out in more than
64 ways. More than a hundred circles of aliases are told by the last one, and aliases that nobody could follow to
their end by the rule on those that lead far.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
abuse: ann
".*x........": berta
```

*Better*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
abuse: ann
"x-.*": berta
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.budgets import BUDGETS, Spent
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM006", "analysis-truncated", Severity.WARNING)


def _told(find: Callable[[SiteFacts], Iterator[Spent]], facts: SiteFacts) -> Iterator[Diagnostic]:
    for one in find(facts):
        yield Diagnostic(KIND, one.what, one.at, notes=(one.missing,), help="make it simpler, or split it")


PARTS = tuple(partial(_told, find) for find in BUDGETS)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each budget that is used up, where that happens."""
    for part in PARTS:
        yield from part(facts)


RULE = Rule(KIND, "0.1", check, __name__, parts=PARTS)
