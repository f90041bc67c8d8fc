"""Data chooses the file that a look-up searches.

*Why it matters*

Whoever sends the message decides which file is opened, and with a name that holds `..` any file that the mailer
can read. What stands there behind the key becomes a value. The key is for data, the file is for the configuration.

*Flagged*

```directors
lists: driver=forwardfile;
  file=lists/${lookup:user:lsearch{maps/$sender}{$value}{none}}, modemask=022
```

*Better*

```directors
lists: driver=forwardfile;
  file=lists/${lookup:sender:lsearch{maps/all}{$value}{none}}, modemask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM512", "lookup-file-from-data", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value from the wire in the name of a file that is searched."""
    return findings(
        facts,
        KIND,
        Harm.FILE,
        "`{it}` chooses the file that is searched",
        "search one file, and put the data into the key",
    )


RULE = Rule(KIND, "0.1", check, __name__)
