"""A router that rewrites routes which somebody else has chosen.

*Why it matters*

The manual calls the driver experimental and warns of it: it throws away parts of a path that a sender wrote on
purpose, and where its database is wrong, mail goes in circles or to another host of the same name.

*Flagged*

```routers
shorten: driver=reroute; file=paths, proto=lsearch, optional, matchdb
```

*Better*

```routers
paths: driver=pathalias, transport=uux; file=paths, proto=lsearch, optional
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM816", "rerouter-in-use", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each written router of that driver, unless it is for reports of failure alone."""
    for entry, at in written(facts.site.routers, "reroute"):
        if not entry.value("bounceonly", private=True):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` changes routes that senders have written",
                at,
                notes=("the manual calls the driver experimental",),
                help="use `pathalias`, or limit it by `matchlocal, bounceonly`",
            )


RULE = Rule(KIND, "0.1", check, __name__)
