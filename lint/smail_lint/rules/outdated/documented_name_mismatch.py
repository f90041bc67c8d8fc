"""A name that the manual spells in two ways.

*Why it matters*

The manual has `widen_strings` as a heading and `widen_domains` in its examples, `match_director` beside
`matchdirector`. Here both are taken; a program of another release takes only the one of its tables.

*Flagged*

```routers
internet: driver=bind, transport=smtp; widen_strings=example.org
```

*Better*

```routers
internet: driver=bind, transport=smtp; widen_domains=example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM814", "documented-name-mismatch", Severity.INFO)
_ODD = {"widen_strings": "widen_domains", "match_director": "matchdirector"}


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each spelling that is not in the tables of Smail 3.2."""
    for one in facts.written:
        name = _ODD.get(one.node.name)
        if name is not None:
            at = one.node.name_at
            at = at.source.span(at.end - len(one.node.name), at.end)
            yield Diagnostic(
                KIND,
                f"`{one.node.name}` is called `{name}` in the tables of Smail",
                at,
                help=f"write `{name}`, which every release takes",
                fix=Fix(f"write `{name}`", "unsafe", (Edit(at, name),)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
