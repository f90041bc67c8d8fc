"""A local name in an alias that no director takes.

*Why it matters*

Mail for the alias goes out to the others on it, and for this one it comes back as for an unknown user. Often the name
is misspelled, or that of somebody who has left. It is reported only where all directors are
known and none could take the name; alias files without any director that delivers are taken for a part of a site.

*Flagged*

```config
hostnames = mx.example.org:example.org
```
```directors
aliases: driver=aliasfile, domains=example.org; file=aliases, proto=lsearch
user: driver=user, domains=mx.example.org; transport=local
```
```aliases
postmaster: anna@mx.example.org
abuse: postmaster@example.org
info: sales@example.org
sale: anna@mx.example.org
```

*Better*

```config
hostnames = mx.example.org:example.org
```
```directors
aliases: driver=aliasfile, domains=example.org; file=aliases, proto=lsearch
user: driver=user, domains=mx.example.org; transport=local
```
```aliases
postmaster: anna@mx.example.org
abuse: postmaster@example.org
info: sales@example.org
sales: anna@mx.example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.takers import dangling
from smail_lint.rule import Rule

KIND = Kind("SM604", "dangling-local-target", Severity.ERROR)

_NEAR = 20_000


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each target that is a local name nobody takes."""
    for target, name, near in dangling(facts, _NEAR):
        if "$" in name or "}" in name:
            continue  # what is left of a template, which SM624 tells
        yield Diagnostic(
            KIND,
            f"no director takes `{name}`",
            target.at,
            notes=("mail for it is sent back as for an unknown user",),
            help=_remedy(name, near),
            fix=Fix(f"write `{near}`", "unsafe", (Edit(target.at, near),)) if near and target.text == name else None,
        )


def _remedy(name: str, near: str | None) -> str:
    if name == "=":
        return "write the entry with a colon, `name: target`"
    return f"did you mean `{near}`?" if near else "correct the name, or remove it"


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
