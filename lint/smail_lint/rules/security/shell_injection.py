"""Text that a stranger chooses becomes part of a shell command.

*Why it matters*

A shell reads `;`, `|`, `$(` and their kin wherever they come from. The witness is a name which the grammar of
addresses admits, unquoted or as `"x;id"@host`, and which would run a command on this host. Everything that begins
with a bar goes to the transport `pipe`, and that is a shell, also when a director writes it. Names that cannot hold
such characters (logins, `well_formed_only`) are no finding, nor is the standard `pipe` transport itself: who may name
commands for it is the business of the directors.

*Flagged*

```config
smart_user = "|/usr/local/bin/quarantine $user"
```
```directors
strangers:
        driver=smartuser
```

*Better*

```config
smart_user = "|/usr/local/bin/quarantine ${shquote:user}"
```
```directors
strangers:
        driver=smartuser
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM501", "shell-injection", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value from the wire in a shell text that could end a word or start a command."""
    return findings(
        facts,
        KIND,
        Harm.SHELL,
        "`{it}` reaches a shell unprotected",
        "write `${{shquote:{name}}}` outside any quotes, or run the program without a shell",
    )


RULE = Rule(KIND, "0.1", check, __name__)
