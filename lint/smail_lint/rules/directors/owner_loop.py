"""The owner of a list is the list itself.

*Why it matters*

When mail to a member fails, the owner of the list is told, with `owner=owner-$user` the alias `owner-LIST`. If that
expands to the list again, the report goes to the member who cannot be reached, and to all the others. The report on
the report has no sender and is put off again and again.

*Flagged*

```directors
aliases: driver=aliasfile, owner=owner-$user; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
staff: ann, bob
owner-staff: staff
```

*Better*

```directors
aliases: driver=aliasfile, owner=owner-$user; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
staff: ann, bob
owner-staff: ann
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.characters import readable
from smail_lint.facts.owner_circles import owner_circles
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM417", "owner-loop", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each alias for an owner that leads to its list."""
    for one in owner_circles(facts.site):
        name, owner = readable(one.name), readable(one.owner)
        yield Diagnostic(
            KIND,
            f"`{owner}`, the owner of `{name}`, leads to `{name}` again",
            one.owner_entry.key_at,
            labels=(Label(one.entry.key_at, f"`{one.director.name}` reports its failures to `{owner}`"),),
            notes=(f"who reads of a failure at `{name}` is everybody in `{name}`, the failing address among them",),
            help="name a person who is not reached by way of the list",
            witness=owner,
        )


RULE = Rule(KIND, "0.1", check, __name__)
