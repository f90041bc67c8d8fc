"""A program takes data as an option.

*Why it matters*

Values never make more words of a command line, but a word that begins with a dash is an option to most programs. A
local part may begin with one. Silent: behind `--`, behind constant text in the same word, right behind an option of
one letter (it is that option's argument), and names that cannot begin with a dash.

*Flagged*

```transports
intake:
        driver=pipe;
        cmd="/usr/local/bin/intake $user"
```
```directors
tickets:
        driver=smartuser;
        new_user=$user, transport=intake
```

*Better*

```transports
intake:
        driver=pipe;
        cmd="/usr/local/bin/intake -- $user", umask=022
```
```directors
tickets:
        driver=smartuser;
        new_user=$user, transport=intake
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM505", "argument-injection", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each argument of a program that data can begin with a dash."""
    return findings(
        facts,
        KIND,
        Harm.OPTION,
        "the argument `{it}` may begin with a dash and be taken as an option",
        "put `--` before it if the program knows that, or write it behind constant text",
    )


RULE = Rule(KIND, "0.1", check, __name__)
