"""A smartuser director that has nowhere to send to.

*Why it matters*

It sends names that nobody else takes to `new_user`, or to the variable `smart_user`. With neither it is passed
over, and these names are unknown.

*Flagged*

```directors
rest: driver=smartuser
```

*Better*

```directors
user: driver=user; transport=local
rest: driver=smartuser; new_user=root
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM329", "smartuser-without-target", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each smartuser director of the site's own without both."""
    if facts.site.variable("smart_user"):
        return
    for entry in facts.directors:
        if entry.driver == "smartuser" and entry.at is not None and not entry.value("new_user", private=True):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` takes no name, for it has nowhere to send to",
                entry.at,
                help="add `new_user`, or set `smart_user` in the config file",
            )


RULE = Rule(KIND, "0.1", check, __name__)
