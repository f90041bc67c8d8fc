"""A letter outside of ASCII in a name or path.

*Why it matters*

Names of hosts, users and entries are compared byte by byte. One letter may be written in two ways that look the same,
and another editor saves it in another encoding; then nothing matches. Comments and texts may hold any letter. The
rule runs only when it is selected: `--select SM915`.

*Flagged*

```directors
büro: driver=user; prefix=b-
```

*Better*

```directors
buero: driver=user; prefix=b-
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM915", "non-ascii", Severity.WARNING)
_NAMES = frozenset({"path", "hostname", "domain_list", "user", "group", "address", "transport_name", "director_name"})
_KEY = re.compile(rb"^[^\s#:]*[\x80-\xff][^\s:]*", re.MULTILINE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each name of an entry, each value that is a name or path, and the first key of each alias file."""
    for entry in facts.site.entries:
        if entry.at is not None and not entry.name.isascii():
            yield _finding(entry.at, f"the name `{entry.name}`")
    for one in facts.written:
        if one.fact.value_kind in _NAMES and not one.value.isascii():
            yield _finding(one.value_at, f"`{one.node.name}`")
    for data in facts.site.aliases.values():
        key = None if data.source.data.isascii() else _KEY.search(data.source.data)
        if key is not None:
            at = data.source.span(*key.span())
            yield _finding(at, f"the key `{at.text}`")


def _finding(at: Span, what: str) -> Diagnostic:
    return Diagnostic(KIND, f"{what} has letters outside of ASCII", at, help="write it in ASCII")


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
