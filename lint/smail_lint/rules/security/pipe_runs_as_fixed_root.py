"""A program runs as root for every message.

*Why it matters*

Whatever a message can make the program do, it can do with all rights. A program that needs a right should be given
that one, by an account of its own or by a service that it talks to.

*Flagged*

```transports
faxes: driver=pipe, local;
  cmd="/usr/bin/sendfax", user=root, umask=022
```

*Better*

```transports
faxes: driver=pipe, local;
  cmd="/usr/bin/sendfax", user=fax, umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.accounts import superuser
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM531", "pipe-runs-as-fixed-root", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each program with the superuser as its fixed account."""
    for entry, at in written(facts.transports, "pipe"):
        setting = entry.setting("user", private=True)
        if setting is not None and isinstance(setting.value, str) and superuser(setting.value, facts.machine):
            yield Diagnostic(
                KIND,
                f"the program of `{entry.name}` runs as the superuser",
                setting.place or at,
                notes=("senders choose much of what it reads",),
                help="make an account for it, and name that",
            )


RULE = Rule(KIND, "0.1", check, __name__)
