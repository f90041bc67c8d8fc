"""A header field is made of data that may have several lines.

*Why it matters*

The name of a sender comes from the caller of the mailer or from a field of the message, and may hold line ends.
What stands behind one is a field of its own, or the end of the header. `strip` makes a dot of each run of blanks
and line ends.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, -max_addrs,
  append_header="X-Name: ${if def:sender_name {$sender_name}}"
```

*Better*

```transports
relay: driver=tcpsmtp, inet, -max_addrs,
  append_header="X-Name: ${if def:sender_name {${strip:sender_name}}}"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM509", "header-injection", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value with line ends in a header field that a transport adds."""
    return findings(
        facts,
        KIND,
        Harm.HEADER,
        "`{it}` may end the line and begin a field of its own",
        "write `${{strip:{name}}}`",
        ("strip", "show"),
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
