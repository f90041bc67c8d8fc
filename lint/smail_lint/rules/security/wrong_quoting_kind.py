"""`quote` is used where a shell reads the text.

*Why it matters*

`quote` makes a local part fit for a mail address. Its double quotes do not keep a shell from expanding `$(` and
backticks inside them.

*Flagged*

```directors
strangers:
        driver=smartuser;
        new_user="|/usr/local/bin/quarantine ${quote:user}"
```

*Better*

```directors
strangers:
        driver=smartuser;
        new_user="|/usr/local/bin/quarantine ${shquote:user}"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM503", "wrong-quoting-kind", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value in a shell text whose only protection is `quote`."""
    return findings(
        facts,
        KIND,
        Harm.WRONG_QUOTES,
        "`{it}` is quoted for a mail address, and a shell still expands it",
        "write `${{shquote:{name}}}`",
    )


RULE = Rule(KIND, "0.1", check, __name__)
