"""A transport with both kinds of batched SMTP.

*Why it matters*

`hbsmtp` is `bsmtp` without the opening `HELO` and the closing `QUIT`. With both, what the receiver reads depends on
the order in which the mailer looks at them.

*Flagged*

```transports
batch: driver=pipe, bsmtp, hbsmtp, -max_addrs; cmd="/usr/bin/uux - $host!rsmtp", umask=022
```

*Better*

```transports
batch: driver=pipe, bsmtp, -max_addrs; cmd="/usr/bin/uux - $host!rsmtp", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import setting_on, written
from smail_lint.rule import Rule

KIND = Kind("SM442", "batch-mode-conflict", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each transport that switches both on."""
    for entry, _ in written(facts.transports):
        whole, bare = setting_on(entry, "bsmtp"), setting_on(entry, "hbsmtp")
        if whole is not None and bare is not None and whole.at is not None and bare.at is not None:
            first, second = sorted((whole.at, bare.at), key=lambda at: at.start)
            yield Diagnostic(
                KIND,
                f"`{entry.name}` has both `bsmtp` and `hbsmtp`",
                second,
                labels=(Label(first, "the other kind is asked for here"),),
                help="keep `bsmtp` for whole conversations, `hbsmtp` for pieces that are joined later",
            )


RULE = Rule(KIND, "0.1", check, __name__)
