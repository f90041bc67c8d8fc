"""A key of an alias file that holds a host, which no look-up asks for.

*Why it matters*

An alias file is asked for local names only, when the host has been taken off. Tables of other mailers have whole
addresses as their keys; here such an entry is never found, and the mail goes to the directors behind or comes back.
The generic attribute `domains` of a director tells the hosts for which it is asked.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
info@shop.example: berta
```

*Better*

```config
hostnames = mx.example.org
more_hostnames = shop.example
```
```directors
shop: driver=aliasfile, domains=shop.example; file=aliases.shop, proto=lsearch
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases.shop
info: berta
```
```aliases
postmaster: anna
abuse: anna
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM646", "alias-key-with-host", Severity.WARNING)
_MAILBOX = re.compile(r"[^@!%:\"\\]+@[^@!%:\"\\]+")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first such key of each file, and how many more there are."""
    for book in facts.books_by_file:
        found = [at for at, key in enumerate(book.folded) if "@" in key and _MAILBOX.fullmatch(key)]
        if found:
            entry, more = book.entries[found[0]], len(found) - 1
            name, _, host = entry.key.rpartition("@")
            yield Diagnostic(
                KIND,
                f"no look-up asks for `{entry.key}`" + (f" (nor for {more} more such keys)" if more else ""),
                entry.key_at,
                notes=("an alias file is asked for names of this host, without an `@`",),
                help=f"write `{name}` into a file of a director with `domains={host}`",
            )


RULE = Rule(KIND, "0.1", check, __name__)
