"""A range of user numbers whose ends are the wrong way round, or are no numbers.

*Why it matters*

Items of `caution` and `unsecure` are logins, directories, and numbers or ranges of numbers of users. A range whose
first number is the larger one takes nobody, so that the files of these accounts are trusted.

*Flagged*

```directors
dotforward: driver=forwardfile, nobody; file=~/.forward, checkowner, modemask=022, caution="99-0"
```

*Better*

```directors
dotforward: driver=forwardfile, nobody; file=~/.forward, checkowner, modemask=022, caution="0-99"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.as_written import Written
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM220", "malformed-uid-range", Severity.ERROR)
_RANGE = re.compile(r"([0-9]+)-([0-9]+)", re.ASCII)
_HALF = re.compile(r"[0-9]+-[^0-9].*|[0-9]+-|-[0-9]+|[0-9]+-[0-9]+[^0-9].*", re.ASCII)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each item that begins like a range and is none, or takes nobody."""
    for one in facts.written:
        if one.fact.driver != "forwardfile" or one.fact.name not in ("caution", "unsecure"):
            continue
        for item, at in one.items():
            both = _RANGE.fullmatch(item)
            if both is not None and int(both[1]) > int(both[2]):
                yield _reversed(one, f"{both[2]}-{both[1]}", at)
            elif both is None and _HALF.fullmatch(item):
                yield Diagnostic(
                    KIND,
                    f"`{item}` is neither a range of numbers nor a login",
                    at,
                    help="write both ends as numbers, the smaller one first: `0-99`",
                )


def _reversed(one: Written, turned: str, at: Span) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"no user number is in the range `{at.text}`",
        at,
        notes=("the smaller number must stand first",),
        help=f"write `{turned}`",
        fix=Fix("turn it round", "unsafe", (Edit(at, turned),)) if b"\\" not in one.raw else None,
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
