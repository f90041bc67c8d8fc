"""A name that is forwarded to itself in a spelling that is not recognised.

*Why it matters*

A name in its own value goes on to the directors behind, which is how a copy is kept; so it is written as `anna`,
`\\\\anna` or `anna@` a local host. Any other spelling is parsed anew, ends at the name that the mail was for, and is
dropped as one that was met before: no copy is kept, and nobody is told.

*Flagged*

```config
hostnames = mx.example.org:example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
anna: mx.example.org!anna, anna@far.example.net
```

*Better*

```config
hostnames = mx.example.org:example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
anna: \\anna, anna@far.example.net
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from smail_compiler.syntax.nodes import TargetNode
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.alias_search import entries_with
from smail_lint.facts.characters import fold
from smail_lint.facts.named_lists import named_lists
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM620", "forward-to-self", Severity.WARNING)

_FORM = re.compile(rb"[!%]")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Such targets of alias entries and of lists by their names."""
    for entry in entries_with(facts.site, _FORM, b"!%"):
        yield from _of(facts, fold(entry.key), entry.targets)
    for one in named_lists(facts.site):
        yield from _of(facts, one.name, one.file.targets)


def _of(facts: SiteFacts, name: str, targets: Iterable[TargetNode]) -> Iterator[Diagnostic]:
    for target in targets:
        if target.kind == "address" and _is_self(facts, name, fold(target.target)):
            yield Diagnostic(
                KIND,
                f"`{target.text}` is `{name}` itself, in a spelling that keeps no copy",
                target.at,
                notes=("it is dropped as a name that was met before",),
                help=f"write `\\{name}`",
                fix=Fix(f"write `\\{name}`", "unsafe", (Edit(target.at, f"\\{name}"),)),
            )


def _is_self(facts: SiteFacts, name: str, text: str) -> bool:
    """Whether an address is `host!name`, `name%host` or `name%host@host` with hosts that share their names."""
    host, bang, rest = text.partition("!")
    if bang:
        hosts = (host,) if rest == name else ()
    else:
        local, _, outer = text.partition("@")
        inner, percent, route = local.partition("%")
        hosts = (route, *((outer,) if outer else ())) if percent and inner == name else ()
    found = [facts.populations.known.get(one) for one in hosts]
    return bool(found) and not facts.populations.told_apart and None not in found


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
