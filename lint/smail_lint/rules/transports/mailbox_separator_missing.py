"""Mailbox delivery that does not end a message with an empty line.

*Why it matters*

Readers look for an empty line before the `From ` line of the next message. Without a `suffix` that ends in a
newline a message and its follower can run into one.

*Flagged*

```transports
local: driver=appendfile, local, from, unix_from_hack;
  file=/var/mail/${lc:user}, mode=0600
```

*Better*

```transports
local: driver=appendfile, local, from, unix_from_hack;
  file=/var/mail/${lc:user}, suffix="\\n", mode=0600
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import has, place, written
from smail_lint.rule import Rule

KIND = Kind("SM464", "mailbox-separator-missing", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each mailbox with `From ` lines whose suffix is missing or has no newline."""
    for entry, at in written(facts.transports, "appendfile"):
        file, suffix = (entry.value(name, private=True) for name in ("file", "suffix"))
        mailbox = isinstance(file, str) and file != "/dev/null" and has(entry, "from") and has(entry, "local")
        if mailbox and not (isinstance(suffix, str) and ("\n" in suffix or "$" in suffix)):
            yield Diagnostic(
                KIND,
                f"messages of `{entry.name}` run into one another",
                place(entry, "suffix", private=True) or at,
                notes=("readers look for an empty line before each `From ` line",),
                help='add `suffix="\\n"`',
            )


RULE = Rule(KIND, "0.1", check, __name__)
