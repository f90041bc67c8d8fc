"""An address among the hosts of a retry row.

*Why it matters*

Rows are found by the name of the host that a connection goes to, as routers gave it. An address in brackets is such
a name for mail that was sent to the address itself, `jane@[192.0.2.7]`, and not for the host that has it and is
called by its name. An address without brackets is no name of a host at all, and one with colons falls apart, for a
colon ends an item. So the same machine may have two schedules at the same time. It may be meant, so the rule is in
preview.

*Flagged*

```retry
192.0.2.7    1h/2d
*            10m/5d
```

*Better*

```retry
mx.example.net    1h/2d
*                 10m/5d
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.retry_rows import written_rows
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM718", "retry-dns-name-vs-address", Severity.INFO)

_BARE = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_WHOLE = re.compile(r"\[\d{1,3}(?:\.\d{1,3}){3}\]")
_HELP = "write the name of the host, too"


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each item that looks like an address, of one with colons the beginning."""
    for row in written_rows(facts.site):
        for text, at in row.domains:
            if _WHOLE.fullmatch(text):
                yield Diagnostic(
                    KIND, f"`{text}` is for mail to the address itself, not for the host that has it", at, help=_HELP
                )
            elif _BARE.fullmatch(text):
                note = f"an address is a name only in brackets, `[{text}]`, or where a path has it so"
                yield Diagnostic(KIND, f"no host is called `{text}`", at, notes=(note,), help=_HELP)
            elif text.startswith("["):
                note = "a colon ends an item, so an address with colons cannot stand here"
                yield Diagnostic(KIND, f"`{text}` is a piece of an address", at, notes=(note,), help=_HELP)


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
