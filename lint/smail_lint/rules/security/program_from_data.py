"""The path of a program depends on data of the message.

*Why it matters*

Whoever sends mail chooses what runs on this host. The standard transport `pipe` is made for commands that directors
name, and is no finding.

*Flagged*

```transports
agent:
        driver=pipe;
        cmd="/usr/local/agents/$host $user"
```

*Better*

```transports
agent:
        driver=pipe;
        cmd="/usr/local/bin/agent --host=$host -- $user", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM506", "program-from-data", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value from the wire in the first word of a command."""
    return findings(
        facts,
        KIND,
        Harm.PROGRAM,
        "`{it}` decides which program runs",
        "name the program and pass `{it}` as an argument behind `--`",
    )


RULE = Rule(KIND, "0.1", check, __name__)
