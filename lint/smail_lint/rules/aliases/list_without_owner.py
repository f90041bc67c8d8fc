"""A list whose owner address leads to nobody.

*Why it matters*

The director tells trouble with the list to an address made of its name. If nobody takes that, reports about members
that have gone are sent to whoever wrote to the list, or to the postmaster, and none of them can mend it. A list that
is itself the owner of another one needs none.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
lists: driver=forwardfile, caution, nobody, owner=owner-${lc:user}; file=lists/${lc:user}, modemask=002
```
```aliases
postmaster: anna
abuse: anna
```
```lists/staff
anna
berta
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
lists: driver=forwardfile, caution, nobody, owner=owner-${lc:user}; file=lists/${lc:user}, modemask=002
```
```aliases
postmaster: anna
abuse: anna
owner-staff: anna
```
```lists/staff
anna
berta
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.list_owners import is_handled, owner_of, owner_places
from smail_lint.facts.named_lists import named_lists
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.takers import delivers
from smail_lint.rule import Rule

KIND = Kind("SM608", "list-without-owner", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each list file of a director with an `owner` made of the name, but for those that are owners themselves."""
    if "directors" in facts.site.incomplete or not (facts.books or delivers(facts)):
        return
    lists = tuple(named_lists(facts.site))
    owners = {owner_of(one) for one in lists}
    for one in lists:
        owner = owner_of(one)
        if owner is not None and one.name not in owners and not is_handled(facts, lists, owner):
            yield Diagnostic(
                KIND,
                f"the list `{one.name}` has no owner: nobody takes `{owner}`",
                one.file.source.span(0),
                labels=tuple(Label(at, "names the owner") for at in owner_places(one.director)),
                help=f"add an alias `{owner}: NAME`, with somebody who keeps the list",
            )


RULE = Rule(KIND, "0.1", check, __name__)
