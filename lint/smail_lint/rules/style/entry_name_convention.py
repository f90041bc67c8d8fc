"""The name of an entry that is not in small letters.

*Why it matters*

Names are compared letter by letter. One form for all, small letters with digits, `_` and `-`, saves the question
whether it was `Local` or `local`. The rule is a matter of taste and runs only when it is selected: `--select SM910`.

*Flagged*

```directors
LocalUsers: driver=user; transport=local
```

*Better*

```directors
local_users: driver=user; transport=local
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM910", "entry-name-convention", Severity.STYLE)
_USUAL = re.compile(r"[a-z][a-z0-9_.-]*", re.ASCII)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each name of an entry with other characters."""
    for entry in facts.site.entries:
        if entry.at is not None and not _USUAL.fullmatch(entry.name):
            better = _HUMP.sub("_", entry.name).lower()
            yield Diagnostic(
                KIND,
                f"`{entry.name}` is not in small letters",
                entry.at,
                help=f"call it `{better}`, here and where it is used"
                if _USUAL.fullmatch(better)
                else "begin with a small letter, and use letters, digits, `_` and `-`",
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
