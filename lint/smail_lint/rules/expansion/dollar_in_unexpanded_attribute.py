"""A variable in a value that is never expanded.

*Why it matters*

Few attributes are expanded. In all the others a dollar is a letter like any other: the mailer looks for a file or a
host whose name really has `$user` in it.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases/$user, optional
```

*Better*

```directors
aliases: driver=forwardfile, caution, nobody; file=aliases/${lc:user}, modemask=022
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.schema.attribute import ValueType
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM128", "dollar-in-unexpanded-attribute", Severity.WARNING)
_REFERENCE = re.compile(r"\$(?!DEFAULT\b|\{DEFAULT\})(?:[A-Za-z_]\w*|\{[^{}]*\}?)")
_PATTERNS = frozenset({"prefix", "suffix", "senders", "senders_except"})
"""Settings of the extended dialect whose items may be patterns, in which a dollar is the end of the text."""


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `$name` or `${...}` in a text that the manual says is not expanded."""
    for one in facts.written:
        text = one.fact.type is ValueType.STRING and one.fact.expanded is False
        patterns = one.entry is not None and one.fact.name in _PATTERNS and facts.site.dialect.extended
        found = _REFERENCE.search(one.value) if text and not patterns else None
        if found is not None:
            yield Diagnostic(
                KIND,
                f"`{one.node.name}` is never expanded, so `{found[0]}` stays as it is",
                one.within(*found.span()),
                help="write the text itself, or use an attribute that is expanded",
            )


RULE = Rule(KIND, "0.1", check, __name__)
