"""An operator removes the quotes that another has put around a value.

*Why it matters*

Operators are applied from right to left. `strip` takes away double quotes and backslashes, and with them what
`shquote` or `quote` needs to keep a value together. The shell then reads the rest as commands.

*Flagged*

```directors
strangers:
        driver=smartuser;
        new_user="|/usr/local/bin/quarantine ${strip:shquote:user}"
```

*Better*

```directors
strangers:
        driver=smartuser;
        new_user="|/usr/local/bin/quarantine ${shquote:strip:user}"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM502", "quoting-undone", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value whose quotes a later operator breaks, in a shell text."""
    return findings(
        facts,
        KIND,
        Harm.UNDONE,
        "`{it}` takes its own quotes off again before the shell sees it",
        "operators work from right to left, so write `${{shquote:strip:{name}}}`",
    )


RULE = Rule(KIND, "0.1", check, __name__)
