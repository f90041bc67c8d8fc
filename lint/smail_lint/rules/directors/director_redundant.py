"""A director that gets no name, because earlier ones take them all and do the same.

*Why it matters*

It has no effect, yet whoever changes it will wait for one. Often it is the rest of a copy, and the other copy is
the one that counts.

*Flagged*

```directors
aliases:
        driver=aliasfile;
        file=aliases, proto=lsearch

more_aliases:
        driver=aliasfile;
        file=aliases, proto=lsearch
```
```aliases
postmaster: joe
```

*Better*

```directors
aliases:
        driver=aliasfile;
        file=aliases, proto=lsearch

more_aliases:
        driver=aliasfile;
        file=aliases.more, proto=lsearch
```
```aliases
postmaster: joe
```
```aliases.more
sales: ann
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import address, labels, named
from smail_lint.rule import Rule

KIND = Kind("SM402", "director-redundant", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director that is cut off by others with the same outcome."""
    for one in facts.cut_off:
        at = one.director.entry.at
        if not one.differing and at is not None:
            yield Diagnostic(
                KIND,
                f"director `{one.director.entry.name}` has no effect, {named(one.blockers)} did the same before",
                at,
                labels=tuple(labels(one.blockers, "takes the same names and does the same")),
                help=f"remove `{one.director.entry.name}`",
                witness=address(one.witness, one.director, *one.blockers[:1]),
            )


RULE = Rule(KIND, "0.1", check, __name__)
