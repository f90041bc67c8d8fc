"""Copies of mail are kept where everybody can read them.

*Why it matters*

A shadow transport gets each message after its delivery. Without `debug` that is the whole text, and with a mode
that lets others read, all mail of the transport lies open. Without `mode` a file is made readable for all.

*Flagged*

```transports
boxes: driver=appendfile, local, shadow=copies;
  dir=/srv/mail/${lc:user}/, mode=0600, check_user
copies: driver=appendfile, local;
  dir=/var/log/mail.copies/, mode=0644
```

*Better*

```transports
boxes: driver=appendfile, local, shadow=copies;
  dir=/srv/mail/${lc:user}/, mode=0600, check_user
copies: driver=appendfile, local;
  dir=/var/log/mail.copies/, mode=0600
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import has, place, written
from smail_lint.rule import Rule

KIND = Kind("SM539", "shadow-leaks-mail", Severity.WARNING)

_OTHERS_READ = 0o004


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each shadow of a transport that writes whole messages for everybody to read."""
    targets = {entry.name: entry for entry in facts.transports}
    for entry, at in written(facts.transports):
        name = entry.value("shadow", private=False)
        shadow = targets.get(name) if isinstance(name, str) else None
        if shadow is None or shadow.driver != "appendfile" or has(shadow, "debug"):
            continue
        mode = shadow.value("mode", private=True)
        where = place(shadow, "mode", private=True)
        if isinstance(mode, int) and mode & _OTHERS_READ and where is not None:
            yield Diagnostic(
                KIND,
                f"every account may read the copies that `{shadow.name}` keeps, with the mode {mode:04o}",
                where,
                labels=(Label(place(entry, "shadow") or at, "whole messages are copied there"),),
                help="write `mode=0600`, or `debug` if only the way of the mail matters",
            )


RULE = Rule(KIND, "0.1", check, __name__)
