"""A driver or a database that the mail daemon of this release does not run.

*Why it matters*

The configuration is right, and Smail would run it, but our daemon would not: entries of that kind would never match,
and lookups of that kind would put mail off. `smail-compile` therefore asks this rule in every run and writes no table
while it finds anything; `smail-check` asks it when it is selected, since files may still be meant for Smail.

*Flagged*

```directors
aliases:
        driver=aliasfile;
        file=mail.aliases, proto=yp
```

*Better*

```directors
aliases:
        driver=aliasfile;
        file=aliases, proto=lsearch
```

```aliases
info: root
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.emit.kinds import DRIVER_NOT_AVAILABLE
from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """What could not be run from a table."""
    from smail_compiler.emit.running import unavailable

    return unavailable(facts.site)


RULE = Rule(DRIVER_NOT_AVAILABLE, "0.1", check, __name__, preview=True)
