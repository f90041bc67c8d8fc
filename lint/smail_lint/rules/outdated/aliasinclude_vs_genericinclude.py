"""A driver for lists that its makers mean to merge into one.

*Why it matters*

`aliasinclude` and `forwardinclude` do the same for names from aliases and from forward files. `genericinclude` takes
both, and the maintainers of Smail planned to keep only that one. Nothing is wrong today: the rule runs only when it
is selected, with `--select SM805`.

*Flagged*

```directors
aliasinclude: driver=aliasinclude, nobody; copysecure, copyowners
user: driver=user; transport=local
```

*Better*

```directors
include: driver=genericinclude, nobody; copysecure, copyowners
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM805", "aliasinclude-vs-genericinclude", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each written entry of one of the two drivers."""
    for entry in facts.site.directors:
        if entry.at is not None and entry.driver in ("aliasinclude", "forwardinclude"):
            yield Diagnostic(
                KIND,
                f"`{entry.driver}` is to become one with `genericinclude`",
                entry.at,
                help="keep it for older programs; `genericinclude` takes lists of both kinds",
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
