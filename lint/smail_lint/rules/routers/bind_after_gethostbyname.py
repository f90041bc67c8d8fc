"""Addresses of hosts that count before their MX records.

*Why it matters*

gethostbyname matches every host that has an address, and a full match ends the round. The router of driver bind
behind it sees only names without one: mail goes to the host itself where its MX records name others, machines that
are asleep, or that take no mail at all. Some sites know why they do it; the rule is off unless it is selected.

*Flagged*

```routers
by_name: driver=gethostbyname, transport=smtp
internet: driver=bind, transport=smtp; defnames, defer_no_connect
```

*Better*

```routers
internet: driver=bind, transport=smtp; defnames, defer_no_connect
by_name: driver=gethostbyname, transport=smtp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity, labelled
from smail_lint.facts.entries import items
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.fix.edits import moved_before
from smail_lint.rule import Rule

KIND = Kind("SM430", "bind-after-gethostbyname", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each bind router behind one of driver gethostbyname for all hosts."""
    before: Entry | None = None
    for entry, at in written(facts.routers, "gethostbyname", "bind"):
        if entry.driver == "gethostbyname":
            narrow = items(entry, "required") or entry.value("only_local_domain", private=True)
            before = before or (None if narrow else entry)
        elif before is not None:
            yield Diagnostic(
                KIND,
                f"`{before.name}` takes hosts with an address before `{entry.name}` sees their MX records",
                at,
                labels=labelled(before.at, "matches every host with an address"),
                help=f"put `{entry.name}` before `{before.name}`, or give `{before.name}` the attribute `required`",
                fix=_fix(before, entry),
            )


def _fix(before: Entry, entry: Entry) -> Fix | None:
    """The later entry, with its lines, put in front of the earlier one."""
    if before.span is None or entry.span is None or before.span.source is not entry.span.source:
        return None
    return Fix(f"put `{entry.name}` in front", "unsafe", moved_before(entry.span, before.span))


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
