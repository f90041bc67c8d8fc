"""The name of a variable in a text, without its dollar.

*Why it matters*

The text is sent as it is: a header then says `by primary_name`, which is no host. Only names with an underscore are
looked for, since the others are words that people write.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, -max_addrs, append_header="X-Gateway: primary_name"
```

*Better*

```transports
relay: driver=tcpsmtp, inet, -max_addrs, append_header="X-Gateway: $primary_name"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import bytes_of
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import literals, templates
from smail_lint.rule import Rule
from smail_runtime.routing.variables import OF_ADDRESS, OF_HOST, OF_MESSAGE, SPELLINGS

KIND = Kind("SM129", "probably-missing-dollar", Severity.INFO)
_LONG = frozenset(name for name in OF_MESSAGE | OF_HOST | OF_ADDRESS | SPELLINGS if "_" in name)
_BARE = re.compile(r"(?<![\w$./:=-])[a-z]\w*_\w*(?![\w./:=-])")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each such name that stands alone in plain text."""
    for _, tree in templates(facts.site):
        for one in literals(tree):
            found = next((word for word in _BARE.finditer(one.text) if word[0] in _LONG), None)
            if found is None:
                continue
            source, start = one.at.source, one.at.source.data.find(bytes_of(found[0]), one.at.start, one.at.end)
            if start < 0:
                continue
            yield Diagnostic(
                KIND,
                f"`{found[0]}` is the name of a variable, and plain text here",
                source.span(start, start + len(found[0])),
                help=f"write `${found[0]}` if its value is meant",
                fix=Fix("add the dollar", "unsafe", (Edit(source.span(start, start), "$"),)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
