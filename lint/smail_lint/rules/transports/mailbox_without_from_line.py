"""Mailbox delivery without a `From ` line, or without guarding such lines in the text.

*Why it matters*

Messages in a mailbox file are told apart by their `From ` lines. Without `from` two messages run into one; without
`unix_from_hack` a line of the text that begins with `From ` splits one message into two.

*Flagged*

```transports
local:
  driver=appendfile, local, return_path, from;
  file=/var/mail/${lc:user}, suffix="\\n", mode=0600
```

*Better*

```transports
local:
  driver=appendfile, local, return_path, from, unix_from_hack;
  file=/var/mail/${lc:user}, suffix="\\n", mode=0600
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import has, written
from smail_lint.rule import Rule

KIND = Kind("SM445", "mailbox-without-from-line", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each appendfile transport whose file is a mailbox to all appearances, with one of the two flags missing."""
    for entry, at in written(facts.transports, "appendfile"):
        if not _is_mailbox(entry):
            continue
        missing = [name for name in ("from", "unix_from_hack") if not has(entry, name)]
        if missing == ["unix_from_hack"] and has(entry, "uucp_from_hack"):
            continue
        if missing:
            yield Diagnostic(
                KIND,
                f"`{entry.name}` writes a mailbox without `{missing[0]}`",
                at,
                notes=(_HARM[missing[0]],),
                help=f"add {' and '.join(f'`{name}`' for name in missing)}, or use `dir`",
            )


_HARM = {
    "from": "nothing tells where one message ends and the next begins",
    "unix_from_hack": "a line of the text that begins with `From ` splits the message in two",
}


def _is_mailbox(entry: Entry) -> bool:
    """Whether it adds to one file for each recipient, as no batch and no log does."""
    path = entry.value("file", private=True)
    named = isinstance(path, str) and "user" in path
    return named and has(entry, "local") and not has(entry, "bsmtp", "hbsmtp", "debug")


RULE = Rule(KIND, "0.1", check, __name__)
