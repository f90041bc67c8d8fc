"""A setting for names that were written the other way round.

*Why it matters*

British networks once wrote host names with the country first. The networks are gone since the nineties; to try names
in reverse order costs questions to name servers, and may take mail to a host that nobody meant.

*Flagged*

```routers
internet: driver=bind, transport=smtp; uk_try_inverting
```

*Better*

```routers
internet: driver=bind, transport=smtp; defer_no_connect
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.nodes import Sign
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed_at
from smail_lint.rule import Rule

KIND = Kind("SM809", "uk-address-order", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each setting of that kind which is not switched off."""
    for one in facts.written:
        if one.fact.name.startswith("uk_") and one.node.sign is not Sign.MINUS:
            edits = removed_at(one.node.at, config=False)
            yield Diagnostic(
                KIND,
                f"`{one.node.name}` is for networks that are gone",
                one.node.name_at,
                help="remove it",
                fix=Fix("remove it", "unsafe", edits) if edits else None,
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
