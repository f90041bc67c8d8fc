"""A forward director that reads mailboxes as lists of addresses.

*Why it matters*

With `forwardto` only a mailbox that begins with `Forward to` is a list of addresses. Without it every mailbox is: its
letters are read as addresses, which fails, and whatever in them looks like one gets copies of the mail. Anybody may
write into a mailbox by sending mail.

*Flagged*

```directors
forwardto: driver=forwardfile; file=/var/mail/${lc:user}, checkowner, modemask=002
user: driver=user; transport=local
```

*Better*

```directors
forwardto: driver=forwardfile; file=/var/mail/${lc:user}, forwardto, checkowner, modemask=002
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM634", "mailbox-read-as-addresses", Severity.ERROR)

_MAILBOXES = ("/var/mail/", "/var/spool/mail/", "/usr/mail/", "/usr/spool/mail/")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each forwardfile director without `forwardto` whose file is a mailbox."""
    boxes = {one.value("file", private=True) for one in facts.site.transports if one.driver == "appendfile"}
    for one in facts.site.directors:
        file = one.setting("file", private=True)
        if one.driver != "forwardfile" or not one.known or file is None or not isinstance(file.value, str):
            continue
        own = file.value in boxes and "$" in file.value and file.value != "$user"
        if (own or file.value.startswith(_MAILBOXES)) and not one.value("forwardto", private=True):
            at = file.at
            end = Span(at.source, at.end, at.end) if at is not None else None
            yield Diagnostic(
                KIND,
                f"`{one.name}` reads mailboxes as lists of addresses",
                file.place or facts.site.directors[0].at or facts.site.start,
                notes=("whoever sends mail to a user decides where the next mail for that user goes",),
                help="add `forwardto`, or name the file that users write",
                fix=Fix("add `forwardto`", "unsafe", (Edit(end, ", forwardto"),)) if end is not None else None,
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
