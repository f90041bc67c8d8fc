"""Plain local names that no director takes.

*Why it matters*

With accounts or a catch-all among the directors a name is unknown when nobody has it. Without either only the names
that stand in a file exist, and everybody else is told that the user is unknown, the accounts of the host with them.
That can be meant, so the rule is off unless it is selected.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```
```aliases
postmaster: ann@hub.example.net
```

*Better*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.characters import readable
from smail_lint.facts.name_patterns import logins
from smail_lint.facts.replaced_sets import lost_account
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM408", "local-address-unhandled", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The name that is first among those that nobody takes, at the first director."""
    written = [one.at for one in facts.site.directors if one.at is not None]
    if not written or "directors" in facts.site.incomplete or not all(one.understood for one in facts.match_sets):
        return
    rest = logins()
    for one in facts.match_sets:
        rest = rest - one.may
    if rest and not rest.is_finite and lost_account(facts) is None:
        name = readable(rest.example or "")
        yield Diagnostic(
            KIND,
            f"names such as `{name}` reach no director",
            written[0].source.span(0, 1),
            notes=(f"mail for `{name}` comes back: unknown user",),
            help="add a director of driver user for accounts, or of driver smartuser for all other names",
            witness=name,
        )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
