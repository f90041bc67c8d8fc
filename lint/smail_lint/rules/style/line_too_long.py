"""A line of more than 100 characters.

*Why it matters*

Long lines are cut or wrapped in terminals and comparisons, and what stands at their end is overlooked. The rule is a
matter of taste and runs only when it is selected: `--select SM911`.

*Flagged*

```directors
aliases: driver=aliasfile, -nobody, owner=owner-$user; file=aliases, proto=lsearch, modemask=002, optional, retries=2
```

*Better*

```directors
aliases: driver=aliasfile, -nobody, owner=owner-$user;
        file=aliases, proto=lsearch, modemask=002, optional, retries=2
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import bytes_of
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM911", "line-too-long", Severity.STYLE)
LONGEST = Parameter("SM911", "longest", 100, 40, 1000, "characters that a line may have")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each longer line that has a blank behind its beginning, where it could be broken."""
    most = facts.number(LONGEST)
    for file in facts.texts:
        for line in file.lines():
            text = line.text
            if line.end - line.start > most and len(text) > most and " " in text.strip("# \t"):
                over = file.source.span(line.start + len(bytes_of(text[:most])), line.end)
                yield Diagnostic(
                    KIND,
                    f"the line has {len(text)} characters, and {most} are enough",
                    over,
                    help="break it at a comma; `smail-check --format-source` does",
                )


RULE = Rule(KIND, "0.1", check, __name__, preview=True, parameters=(LONGEST,))
