"""A smarthost router that has nowhere to send to.

*Why it matters*

Without a `path` of its own the router takes the variable `smart_path`. Where that is not set either the router is
passed over in silence, and mail for hosts that no other router knows comes back: unknown host. `smart_transport` does
not help, for it counts only together with `smart_path`.

*Flagged*

```config
hostnames = mx.example.org
smart_transport = smtp
```
```routers
rest: driver=smarthost, transport=smtp
```

*Better*

```config
hostnames = mx.example.org
smart_path = relay.example.net
smart_transport = smtp
```
```routers
rest: driver=smarthost, transport=smtp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.router_sets import smart_path
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM333", "smarthost-without-path", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each smarthost router of a site with a config file that neither of them gives a path.

    Without that file the routers are taken for a part of something.
    """
    transport = facts.site.variables["smart_transport"]
    for entry in facts.routers if facts.site.written else ():
        if entry.driver == "smarthost" and entry.at is not None and not smart_path(facts.site, entry):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` takes no host, for it has nowhere to send to",
                entry.at,
                labels=() if transport.at is None else (Label(transport.at, "counts with `smart_path` only"),),
                help="set `smart_path` in the config file, or add `path`, or remove the router",
            )


RULE = Rule(KIND, "0.1", check, __name__)
