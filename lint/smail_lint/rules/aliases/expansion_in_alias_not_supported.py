"""A variable in an address of an alias or list.

*Why it matters*

Values of alias files and lists are addresses, not templates: nothing is put in the place of `$user` there. The
address is taken as it stands, or in parts that nobody meant, and the mail for it comes back. Names of files and
included lists are expanded, and commands are given to a shell.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
sales: $user@branch.example.net
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
sales: sales@branch.example.net
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smail_compiler.syntax.nodes import TargetNode
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.facts.alias_search import entries_with
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM624", "expansion-in-alias-not-supported", Severity.WARNING)

_EXPANSION = re.compile(
    rb"\$(?<![\w$\\]\$)(?:\{[a-z_]+[^}\s]*\}|(?:user|addr|host|home|sender|input_addr|name|value|[a-z]+_name)\b)"
)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each reference that is no part of a file name, a list or a command."""
    for entry in entries_with(facts.site, _EXPANSION):
        yield from _in_text(entry.source, max(entry.value_start, entry.start), entry.end, entry.targets)
    for one in facts.site.lists:
        yield from _in_text(one.source, 0, len(one.source.data), one.targets)


def _in_text(source: SourceFile, start: int, end: int, targets: Sequence[TargetNode]) -> Iterator[Diagnostic]:
    taken = [(one.start, one.end) for one in targets if one.kind != "address"]
    for found in _EXPANSION.finditer(source.data, start, end):
        line = source.data[source.data.rfind(b"\n", 0, found.start()) + 1 : found.start()]
        if b"#" in line or b"(" in line or any(low <= found.start() < high for low, high in taken):
            continue
        at = source.span(found.start(), found.end())
        yield Diagnostic(
            KIND,
            f"`{at.text}` is not replaced by anything here",
            at,
            notes=("addresses in alias files and lists are taken as they stand",),
            help="write the address out, or make it with the `new_user` of a smartuser director",
        )


RULE = Rule(KIND, "0.1", check, __name__)
