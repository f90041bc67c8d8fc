"""Senders get their own mail back from the lists of an alias file.

*Why it matters*

An address that expands to the sender is dropped, so that nobody is sent a copy of what they wrote to a list.
`sender_okay` keeps it. That is right for forward files, where a user writes to himself; on a director of lists
everybody who writes gets an echo. Many sites want just that, so the rule is off unless it is selected.

*Flagged*

```directors
aliases: driver=aliasfile, sender_okay; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
staff: ann, bob
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
staff: ann, bob
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.includes import first_group
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM416", "sender-okay-on-lists", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each alias director with `sender_okay` and an entry of several addresses."""
    for entry, _ in written(facts.directors, "aliasfile"):
        okay, data = entry.setting("sender_okay", private=False), facts.site.aliases.get(entry.name)
        if okay is None or okay.value is not True or okay.at is None or data is None:
            continue
        group = first_group(data)
        if group is not None:
            yield Diagnostic(
                KIND,
                f"members of lists in `{entry.name}` get back what they write to them",
                okay.at,
                labels=(Label(group.key_at, "a list of several members"),),
                help="drop `sender_okay`; forward files are what it is meant for",
                fix=Fix("drop `sender_okay`", "unsafe", removed(okay)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe", preview=True)
