"""Settings on how often a file is opened, which have no effect with this release's daemon.

*Why it matters*

Smail opens a database for each address; `retries` and `interval` are for files that are away for a moment while
somebody installs them, and `reopen` and `lock` for those that change meanwhile. Here text files are read when the
table is made, and a file that is read when mail comes is opened once: when that fails, the mail waits in the
queue. The settings do no harm, and still count where the same files serve Smail, so the rule is in preview.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch, retries=2, interval=10, reopen
user: driver=user; transport=local
```
```aliases
postmaster: anna
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM820", "attempts-without-effect", Severity.INFO)

NAMES = frozenset({"retries", "interval", "reopen", "lock"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each entry with such settings, at the first of them."""
    for entry in (*facts.directors, *facts.routers):
        found = [(one.spelled, one.at) for one in entry.private if one.name in NAMES and one.at is not None]
        if found:
            names = ", ".join(f"`{name}`" for name, _ in found)
            yield Diagnostic(
                KIND,
                f"{names} of `{entry.name}` {'has' if len(found) == 1 else 'have'} no effect with this daemon",
                found[0][1],
                labels=tuple(Label(at, "nor has this") for _, at in found[1:]),
                help="leave it out, unless the same files serve Smail itself",
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
