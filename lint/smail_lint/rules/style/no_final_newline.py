"""A file whose last line has no end.

*Why it matters*

Simple readers lose such a line, and text that is appended by a script goes on in it. The rule is a matter of taste
and runs only when it is selected: `--select SM907`.

*Flagged*

```config
max_hop_count = 30␄
```

*Better*

```config
max_hop_count = 30
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.texts import data_files
from smail_lint.rule import Rule

KIND = Kind("SM907", "no-final-newline", Severity.STYLE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each file that does not end in a newline; there is no repair behind a backslash, which would join."""
    for source in {id(one): one for one in (*facts.site.sources, *data_files(facts.site))}.values():
        data = source.data
        if data and not data.endswith(b"\n"):
            end = source.span(len(data))
            yield Diagnostic(
                KIND,
                "the last line has no end",
                source.span(len(data) - 1),
                help="end it with a newline",
                fix=None if data.endswith(b"\\") else Fix("add a newline", "safe", (Edit(end, "\n"),)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", preview=True)
