"""Two directors that match some names in common and do different things with them.

*Why it matters*

Each also takes names of its own, so neither is the exception to the other, and only their order decides about those
in common. Whoever moves one of them, or adds an alias to the second file, changes the way of mail without seeing it.
The witness is such a name. Silent is what is usual: a fallback behind what it falls back for, and an alias written
for one name that a later pattern would match too.

*Flagged*

```directors
real_user:
        driver=user;
        transport=local, prefix=real-

requests:
        driver=forwardfile;
        file=requests/${lc:user}, suffix=-request
```

*Better*

```directors
real_user:
        driver=user;
        transport=local, prefix=real-

requests:
        driver=forwardfile;
        file=requests/${lc:user}, prefix=request-
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.characters import readable
from smail_lint.facts.director_order import Pair
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import address, both_outcomes, labels
from smail_lint.rule import Rule

KIND = Kind("SM403", "directors-correlated", Severity.WARNING)
SHOWN = 3


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each pair of directors that overlap and treat the names in common differently."""
    for pair in facts.correlated:
        at = pair.later.entry.at
        if at is not None:
            first, second = pair.earlier.entry.name, pair.later.entry.name
            yield Diagnostic(
                KIND,
                f"`{first}` and `{second}` both match {_examples(pair)}, and only their order decides",
                at,
                notes=both_outcomes(pair.witness, pair.earlier, pair.later),
                labels=(*labels([pair.earlier], "takes it, because it stands first"), *_alias_lines(pair)),
                help=f"make one of them narrower, or give the names in common to `{first}` alone",
                witness=address(pair.witness, pair.earlier, pair.later),
            )


def _examples(pair: Pair) -> str:
    """The witness, and how many more there are when they can be counted."""
    more = sum(1 for name in pair.shared.more if not pair.earlier.does_the_same(pair.later, name)) - 1
    known = pair.shared.is_finite and more > 0
    return f"`{readable(pair.witness)}`" + (f" (and {more} more names)" if known else "")


def _alias_lines(pair: Pair) -> Iterator[Label]:
    """Where the names in common stand in alias files."""
    one, two = pair.earlier.data, pair.later.data
    if one is None or two is None:
        return
    names = (name for name in pair.shared.readable_first() if not pair.earlier.does_the_same(pair.later, name))
    for name in islice(names, SHOWN):
        yield Label(one[name].key_at, f"`{readable(name)}` in `{pair.earlier.entry.name}`, this one counts")
        yield Label(two[name].key_at, f"`{readable(name)}` in `{pair.later.entry.name}`, never looked at")


RULE = Rule(KIND, "0.1", check, __name__)
