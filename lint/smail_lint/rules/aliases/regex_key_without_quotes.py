"""A key of an alias file that looks like a pattern, but is taken literally.

*Why it matters*

Only a key in double quotes is a regular expression. Without them the entry is for the one name that is spelled so,
which nobody has.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
sales.*: anna
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
"sales.*": anna
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.semantics.patterns import compiled
from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule
from smail_runtime.mail.pattern.tree import PatternError

KIND = Kind("SM625", "regex-key-without-quotes", Severity.WARNING)

_SIGN = re.compile(r"[*?\[(\\^]|\$$|.\|")
# Keys of the common form, letters, digits and `_.+=-`, have none of these, so only the odd entries are looked at.
_NO_NAME = ("|", "/", '"', "<", "(", "@", ",")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each key without quotes that holds a sign which names hardly ever have."""
    for data in {id(one.source): one for one in facts.site.aliases.values()}.values():
        for entry in data.entries.plain.odd.values():
            if _SIGN.search(entry.key) and not entry.key.startswith(_NO_NAME):
                yield _finding(entry)


def _finding(entry: AliasNode) -> Diagnostic:
    pattern = entry.key
    if isinstance(compiled(pattern), PatternError):  # a glob
        pattern = re.sub(r"[*?]", lambda sign: ".*" if sign[0] == "*" else ".", pattern)
    sound = not isinstance(compiled(pattern), PatternError)
    edit = Edit(entry.key_at, f'"{pattern}"')
    return Diagnostic(
        KIND,
        f"`{entry.key}` looks like a pattern, but is the name of nobody: only a key in quotes is a pattern",
        entry.key_at,
        help=f'write `"{pattern}"`' if sound else "put a regular expression in double quotes, or write a name",
        fix=Fix("put it in quotes", "show", (edit,)) if sound else None,
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
