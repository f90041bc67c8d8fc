"""Forwarding by a file in the home and by the mailbox, both at once.

*Why it matters*

One user may then have both, and which one counts depends on the order of directors; a mailbox that begins with
`Forward to` takes no mail until it is noticed. The second form is of the time before homes could be reached.

*Flagged*

```directors
dotforward: driver=forwardfile; file=~/.forward, checkowner, modemask=002
forwardto: driver=forwardfile; file=/var/mail/${lc:user}, forwardto, checkowner, modemask=002
user: driver=user; transport=local
```

*Better*

```directors
dotforward: driver=forwardfile; file=~/.forward, checkowner, modemask=002
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM621", "both-forward-mechanisms", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director for mailboxes that stands beside one for files in homes."""
    ours = [one for one in facts.site.directors if one.driver == "forwardfile" and one.known]
    homes = [
        one for one in ours if not _by_mailbox(one) and str(one.value("file", private=True) or "").startswith("~/")
    ]
    for one in ours:
        if _by_mailbox(one) and one.at is not None and homes:
            yield Diagnostic(
                KIND,
                f"`{one.name}` forwards by mailboxes, beside `{homes[0].name}` by files in homes",
                one.at,
                labels=tuple(Label(each.at, "the other way") for each in homes[:1] if each.at is not None),
                notes=("a user with both is forwarded by whichever director comes first",),
                help="keep one of the two",
            )


def _by_mailbox(director: Entry) -> bool:
    return director.value("forwardto", private=True) is True


RULE = Rule(KIND, "0.1", check, __name__)
