"""An alias that leads to very many addresses.

*Why it matters*

One message to such a name becomes thousands of deliveries, and anybody who guesses the name may send it. All of
them are resolved before the first is made, and one bad member after the other is reported to the owner. Aliases,
lists that they include and lists by name are followed, and every address is counted once.

*Flagged*

```smail-check.toml
[parameters.SM629]
addresses = 10
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
all: north, south, anna
north: a@n.example, b@n.example, c@n.example, d@n.example, e@n.example, f@n.example
south: a@s.example, b@s.example, c@s.example, d@s.example, e@s.example, f@s.example
```

*Better*

```smail-check.toml
[parameters.SM629]
addresses = 10
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
all: all@lists.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

if TYPE_CHECKING:
    from smail_lint.facts.alias_reach import Broad

KIND = Kind("SM629", "alias-fan-out", Severity.INFO)
MOST = Parameter(KIND.code, "addresses", 10_000, 10, 10_000_000, "addresses that one name may lead to")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each outermost alias that leads to more, and the first of those that nobody could follow to their ends."""
    from smail_lint.facts.alias_reach import broad_aliases

    most = facts.number(MOST)
    for one in broad_aliases(facts, most):
        yield Diagnostic(
            KIND,
            f"mail for `{one.entry.key}` {'may go' if one.may else 'goes'} to more than {most} addresses",
            one.entry.key_at,
            notes=_notes(one, most),
            help="send it to a list manager, or let only some senders write to it",
        )


def _notes(one: Broad, most: int) -> tuple[str, ...]:
    if one.may:
        also = f", and neither those of {one.others} aliases behind it" if one.others else ""
        return (f"its ways are too many to be followed to their ends{also}",)
    return (f"its own entry has {one.items}, the others stand in what it leads to",) if one.items <= most else ()


RULE = Rule(KIND, "0.1", check, __name__, preview=True, parameters=(MOST,))
