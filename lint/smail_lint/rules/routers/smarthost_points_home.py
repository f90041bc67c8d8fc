"""A smart host that is this host.

*Why it matters*

Mail that nobody else knows a way for goes to the first host of the path. If that is a name of this host nothing is
left of the path, the router matches no target, and the mail comes back: unknown host.

*Flagged*

```config
hostnames = mx.example.org
```
```routers
relay: driver=smarthost, transport=smtp; path=mx.example.org
```

*Better*

```config
hostnames = mx.example.org
```
```routers
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.router_sets import smart_path, way_out
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule
from smail_runtime.routing.routers.route_text import bang_path

KIND = Kind("SM426", "smarthost-points-home", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each smart host of whose path this host is all there is."""
    site = facts.site
    for entry in site.routers:
        path, at = smart_path(site, entry), _place(site, entry)
        if entry.driver != "smarthost" or not entry.known or at is None:
            continue
        if bang_path(path.removesuffix("!%s")) and not way_out(site, entry):
            yield Diagnostic(
                KIND,
                f"the way of the smart host `{entry.name}` leads to this host",
                at,
                notes=(f"`{path}` is a name of this host, so that the router never matches",),
                help="name the host that takes mail for others",
            )


def _place(site: Site, entry: Entry) -> Span | None:
    """The path, of the entry or in the variable."""
    own = entry.setting("path", private=True) or entry.setting("host", private=True)
    setting: Setting | None = own or (site.variables.get("smart_path") if entry.at is not None else None)
    return None if setting is None else setting.place


RULE = Rule(KIND, "0.1", check, __name__)
