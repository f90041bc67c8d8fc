"""Mail for a domain behind this host that may be refused because its MX record names this host.

*Why it matters*

A host that takes mail for a domain and hands it on by a way of its own is named by the MX record of that domain. The
driver bind looks at this record, too: it finds that the best exchanger is itself and refuses the mail as a loop,
unless `local_mx_okay` lets it pass to the router that knows the way.

*Flagged*

```config
hostnames = mx.example.org
visible_domains = example.org
```
```routers
internet: driver=bind, transport=smtp; defnames, defer_no_connect
paths: driver=pathalias, transport=smtp; file=paths, proto=lsearch
```
```paths
lab.example.org     gate.lab.example.org!%s
```

*Better*

```config
hostnames = mx.example.org
visible_domains = example.org
```
```routers
internet: driver=bind, transport=smtp; defnames, defer_no_connect, local_mx_okay
paths: driver=pathalias, transport=smtp; file=paths, proto=lsearch
```
```paths
lab.example.org     gate.lab.example.org!%s
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Site
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.characters import fold, readable
from smail_lint.facts.host_languages import below_any
from smail_lint.facts.language import Language
from smail_lint.facts.router_sets import RouterSet
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import added
from smail_lint.rule import Rule

KIND = Kind("SM429", "mx-to-self", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each bind router that stands before a way to a domain of this site."""
    own = _own_domains(facts.site)
    for at, one in enumerate(facts.router_sets):
        entry = one.entry
        if entry.driver != "bind" or entry.at is None or entry.value("local_mx_okay", private=True):
            continue
        behind = ((later, _domain(later, one, own)) for later in facts.router_sets[at + 1 :])
        later, domain = next(((later, name) for later, name in behind if name), (None, None))
        if later is not None and domain is not None and later.file is not None:
            yield Diagnostic(
                KIND,
                f"`{entry.name}` may refuse mail for `{readable(domain)}`, which `{later.entry.name}` has a way for",
                entry.at,
                labels=(Label(later.file.key_at(domain), "the way for it"),),
                notes=("if the MX record of the domain names this host the mail counts as a loop",),
                help=f"add `local_mx_okay` to `{entry.name}`, or put `{later.entry.name}` before it",
                fix=_fix(entry),
            )


def _fix(entry: Entry) -> Fix | None:
    """The flag behind the last attribute of the driver, where there is one."""
    last = entry.private[-1] if entry.private else None
    return None if last is None else Fix("let mail for this host through", "show", added(last, "local_mx_okay"))


def _own_domains(site: Site) -> Language:
    """Names below the domains of which this site says that they are its own."""
    names = (site.variable(name) for name in ("visible_domains", "hostnames") if name in site.variables)
    listed = [item for value in names if isinstance(value, str) for item in value.split(":")]
    return below_any(sorted({fold(item) for item in listed if "." in item}), or_equal=False)


def _domain(later: RouterSet, one: RouterSet, own: Language) -> str | None:
    """The first of its own names in a database of paths that the other router may know as well."""
    names = () if later.file is None else sorted(later.file.good)
    return next((name for name in names if name in own and one.knows(name)), None)


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
