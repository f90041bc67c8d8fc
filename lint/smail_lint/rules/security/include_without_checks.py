"""List files are read no matter who may write them.

*Why it matters*

An include director reads the files that aliases and forward files name. It demands of them what it says itself, or
with `copyowners` and `copysecure` what was demanded of the file that names them. Without either, a list that
anybody may write adds members and commands.

*Flagged*

```directors
aliasinclude: driver=aliasinclude, nobody;
  retries=2
```

*Better*

```directors
aliasinclude: driver=aliasinclude, nobody;
  retries=2, copysecure, copyowners
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import added
from smail_lint.rule import Rule

KIND = Kind("SM544", "include-without-checks", Severity.WARNING)

_DRIVERS = frozenset({"aliasinclude", "forwardinclude", "genericinclude"})
_DEMANDS = ("copysecure", "copyowners", "owners", "owngroups")
_REPAIR = "copysecure, copyowners"


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each include director in writing that neither copies demands nor makes them."""
    for entry in facts.site.directors:
        if entry.driver not in _DRIVERS or entry.at is None or not entry.known:
            continue
        if any(entry.value(name, private=True) for name in _DEMANDS):
            continue
        last = entry.private[-1] if entry.private else None
        yield Diagnostic(
            KIND,
            f"`{entry.name}` takes lists of any owner",
            entry.at,
            help=f"add `{_REPAIR}` behind the semicolon",
            fix=None if last is None else Fix(f"add `{_REPAIR}`", "unsafe", added(last, _REPAIR)),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
