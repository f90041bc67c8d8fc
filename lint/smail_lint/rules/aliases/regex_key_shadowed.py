"""An entry of an alias file that no name reaches, because patterns above take all its names.

*Why it matters*

Entries are tried in the order of the file, patterns and names alike, and the first that fits counts. What stands
behind a pattern that takes everything is never used.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
"sales.*": anna
sales-eu: berta
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
sales-eu: berta
"sales.*": anna
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.alias_patterns import Unreached, unreached
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule
from smail_runtime.mail.wording import listed

KIND = Kind("SM626", "regex-key-shadowed", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each entry that is out of reach; of names behind one pattern the first, with the number of the others."""
    for one in unreached(facts.site):
        what = "all its names" if one.entry.is_pattern else "the name"
        yield Diagnostic(
            KIND,
            f"mail never comes to {_shown(one.entry)}{_others(one.more)}: {_takers(one)} {what} first",
            one.entry.key_at,
            labels=tuple(Label(blocker.key_at, "the entry above that counts") for blocker in one.blockers),
            help="move the entry above, or remove it",
            witness=one.witness,
        )


def _others(more: int) -> str:
    if more < 2:
        return ", nor to another entry below" if more else ""
    return f", nor to {more} other entries below"


def _shown(entry: AliasNode) -> str:
    return f'`"{entry.key}"`' if entry.is_pattern else f"`{entry.key}`"


def _takers(one: Unreached) -> str:
    names = [_shown(blocker) for blocker in one.blockers]
    if not names:
        return "the names above take"
    return f"{listed(names)} {'takes' if len(names) == 1 else 'take'}"


RULE = Rule(KIND, "0.1", check, __name__)
