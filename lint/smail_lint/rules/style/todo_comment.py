"""A note of something to be done, in a file that is in force.

*Why it matters*

What is to be done before a file is used should be done, and what is to be done later belongs where work is planned.
The rule runs only when it is selected: `--select SM918`.

*Flagged*

```config
# TODO: ask the branch how many
max_hop_count = 30
```

*Better*

```config
# The branch is three hosts away.
max_hop_count = 30
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM918", "todo-comment", Severity.STYLE)
_MARK = re.compile(rb"\b(?:TODO|FIXME|XXX)\b")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each comment with one of the usual marks, in capitals."""
    for file in facts.texts:
        for comment in file.comments():
            mark = _MARK.search(file.source.data, comment.start, comment.end)
            if mark is not None:
                at = file.source.span(*mark.span())
                yield Diagnostic(
                    KIND, f"`{at.text}` in a file that is in force", at, help="do it, or plan it elsewhere"
                )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
