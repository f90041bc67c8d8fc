"""Aliases that lead to each other and to nobody else.

*Why it matters*

Within a message each name is worked on once, and a name that comes again is dropped without a word. So aliases that
only stand for each other do not bounce and do not defer: the mail is accepted, delivered nowhere, and nobody is told.
A name that lists itself among others is no loop; its own name goes on to the directors behind.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
help:     support
support:  service@mx.example.org
service:  help
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
help:     support
support:  service@mx.example.org
service:  anna
postmaster: help
abuse: help
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.alias_graph import MOST, Loop
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM601", "alias-loop", Severity.ERROR)

_SHOWN = 6
_NOBODY = "a name that comes again is dropped, so nobody gets the mail and nobody is told"


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each circle without a way out, at the first of its entries."""
    loops = facts.alias_loops
    for loop in loops:
        is_last = loop is loops[-1] and len(loops) == MOST
        first, *others = loop.entries
        yield Diagnostic(
            KIND,
            f"mail for `{first.key}` is lost: its aliases lead in a circle, {_way(loop)}",
            first.key_at,
            labels=tuple(Label(one.key_at, "leads on in the circle") for one in others[:_SHOWN]),
            notes=(_NOBODY, *_lost(loop), *((f"no more than {MOST} circles are told",) if is_last else ())),
            help="give one of them a target outside the circle",
            witness=first.key,
        )


def _way(loop: Loop) -> str:
    names = [f"`{one.key}`" for one in (*loop.entries, loop.entries[0])]
    if len(names) > _SHOWN + 1:
        names[_SHOWN - 1 : -1] = ["..."]
    return " -> ".join(names)


def _lost(loop: Loop) -> tuple[str, ...]:
    """A note on those that lead there."""
    if not loop.others:
        return ()
    who = "another name leads" if loop.others == 1 else f"{loop.others} other names lead"
    return (f"{who} there, and nowhere else",)


RULE = Rule(KIND, "0.1", check, __name__)
