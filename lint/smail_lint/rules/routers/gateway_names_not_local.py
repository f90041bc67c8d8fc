"""A visible name that this host does not take mail for.

*Why it matters*

Mail of this host has the `visible_name` as its sender's host, and that is where answers go. If they come to this
host, it has to know the name as its own: it stands in `hostnames` or `more_hostnames`, `visible_name` alone does
not make it local. Otherwise answers are routed on, to the host itself again, or come back.

*Flagged*

```config
hostnames = mx.example.org
visible_name = example.org
```
```directors
user: driver=user; transport=local
```

*Better*

```config
hostnames = mx.example.org:example.org
visible_name = example.org
```
```directors
user: driver=user; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting, Site
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity, labelled
from smail_lint.facts.characters import fold
from smail_lint.facts.cut_values import is_cut
from smail_lint.facts.local_names import may_be_local
from smail_lint.facts.router_sets import RouterSet
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import revalued
from smail_lint.rule import Rule

KIND = Kind("SM453", "gateway-names-not-local", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The visible name, where accounts of this host have their mailboxes and no way leads to a host of that name."""
    site = facts.site
    setting, names = site.variables.get("visible_name"), site.variables.get("hostnames")
    if setting is None or setting.place is None or not isinstance(setting.value, str) or names is None:
        return
    known = isinstance(names.value, str) and "directors" not in site.incomplete and not _is_cut(facts)
    mailboxes = any(one.driver in ("user", "altuser") and one.at is not None for one in site.directors)
    if known and mailboxes and not may_be_local(site, setting.value) and not _leads_there(site, facts.router_sets):
        yield Diagnostic(
            KIND,
            f"mail for `{setting.value}` is not local, and answers go there",
            setting.place,
            labels=labelled(names.at, "the names that are local"),
            notes=(f"mail of this host comes from addresses at `{setting.value}`",),
            help=f"add `{setting.value}` to `more_hostnames`, unless another host takes mail for it",
            fix=_fix(site, setting),
        )


def _is_cut(facts: SiteFacts) -> bool:
    """Whether a list of local names lost its end for want of quotes."""
    lists = [facts.site.variables.get(name) for name in ("hostnames", "more_hostnames", "visible_name")]
    return any(one is not None and one.at is not None and is_cut(one.at, facts.diagnostics) for one in lists)


def _fix(site: Site, visible: Setting) -> Fix | None:
    """The name among the further ones of this host, or a line for it behind its own."""
    more, name = site.variables.get("more_hostnames"), str(visible.value)
    if more is not None and more.value_at is not None and more.value and more.value_at.text == more.value:
        edits = revalued(more, f"{more.value}:{name}")
    elif (more is None or more.at is None) and visible.at is not None:
        end = visible.at.source.span(visible.at.end, visible.at.end)
        edits = (Edit(end, f"\nmore_hostnames = {name}"),)
    else:
        return None
    return Fix(f"take mail for `{name}` here", "show", edits)


def _leads_there(site: Site, routers: tuple[RouterSet, ...]) -> bool:
    """Whether a smart host is, or is below, the visible name: then a hub has the mailboxes."""
    name = fold(str(site.variable("visible_name")))
    first = [fold(one.path.partition("!")[0]) for one in routers if one.weakest]
    return any(host == name or host.endswith("." + name) for host in first)


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
