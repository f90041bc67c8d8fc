"""An address is made of data that may hold a comma.

*Why it matters*

The name that a smartuser director works on has mail quotes where it needs them, so that `a,b` stays one name. An
operator that takes them away, and other data, may make two addresses of one, the second chosen by a stranger.

*Flagged*

```directors
gate: driver=smartuser;
  new_user=${strip:user}@hub.example.org
```

*Better*

```directors
gate: driver=smartuser;
  new_user=${quote:strip:user}@hub.example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM511", "address-list-injection", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value with commas outside of quotes in the address that a director makes."""
    return findings(
        facts,
        KIND,
        Harm.LIST,
        "`{it}` may hold a comma and add an address",
        "put `quote` in front of the other operators",
        ("quote", "unsafe"),
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
