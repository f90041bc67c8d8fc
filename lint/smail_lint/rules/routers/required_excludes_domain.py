"""Conditions of a router that no host name meets at once.

*Why it matters*

`required` and `match_domains` say which hosts the router may be asked about, `ignore_domains` which ones it leaves to
others. If one takes away all that the other allows, the router answers for no name with a domain, and mail for these
hosts takes another way or comes back.

*Flagged*

```routers
internal: driver=bind, transport=smtp; required=example.org, ignore_domains=example.org, defer_no_connect
relay: driver=smarthost, transport=smtp; path=relay.example.net
```

*Better*

```routers
internal: driver=bind, transport=smtp; required=example.org, ignore_domains=lab.example.org, defer_no_connect
relay: driver=smarthost, transport=smtp; path=relay.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.entries import items
from smail_lint.facts.host_languages import dotted
from smail_lint.facts.router_sets import bind_names
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM424", "required-excludes-domain", Severity.ERROR)


LISTS = ("required", "match_domains", "ignore_domains")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each bind router that may be asked about no name with a dot."""
    for entry, at in written(facts.routers, "bind"):
        written_lists = [entry.setting(name, private=True) for name in LISTS if items(entry, name)]
        if len(written_lists) > 1 and not bind_names(entry) & dotted():
            found = [one.at for one in written_lists if one is not None and one.at is not None]
            places = sorted(found, key=lambda place: place.start)
            names = " and ".join(f"`{name}`" for name in LISTS if items(entry, name))
            yield Diagnostic(
                KIND,
                f"{names} leave no host name with a domain to `{entry.name}`",
                places[-1] if places else at,
                labels=tuple(Label(one, "the other condition") for one in places[:-1]),
                notes=("the name servers are asked about none of these hosts",),
                help="take out of `ignore_domains` what `required` or `match_domains` asks for",
            )


RULE = Rule(KIND, "0.1", check, __name__)
