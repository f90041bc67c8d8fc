"""A director whose own conditions leave no name that it could take.

*Why it matters*

It looks like part of the configuration and does nothing: the names that it was written for go to the directors behind
it, or back to their senders. Usual reasons are a prefix with a slash or a dot in front, which a forward file is never
looked up for, and `domains` with a domain that is no name of this host, for which mail is routed away before any
director is asked.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
shop: driver=user, domains=shop.example; transport=local
```

*Better*

```config
hostnames = mx.example.org
more_hostnames = shop.example
```
```directors
shop: driver=user, domains=shop.example; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Site
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.entries import items, value_place
from smail_lint.facts.local_names import may_be_here
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM405", "director-never-matches", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director of which the names, or the domains, are none."""
    sound = {id(entry) for entry in facts.directors}
    elsewhere: dict[tuple[str, ...], list[Entry]] = {}
    for one in facts.match_sets:
        if id(one.entry) not in sound or not one.understood:
            continue
        if one.entry.driver == "forwardfile" and not one.may:
            yield _nameless(one.entry)
        elif not _serves_some(facts.site, one.entry):
            elsewhere.setdefault(items(one.entry, "domains", private=False), []).append(one.entry)
    yield from map(_elsewhere, elsewhere.values())


def _nameless(entry: Entry) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"no name can reach a forward file by way of `{entry.name}`",
        _place(entry, "prefix", private=True),
        notes=("names with a slash, or with a dot in front, are never looked up as forward files",),
        help="choose a prefix of letters, digits and dashes",
    )


def _serves_some(site: Site, entry: Entry) -> bool:
    """Whether one of its domains can be a local one."""
    domains = items(entry, "domains", private=False)
    return not domains or any(may_be_here(site, one) for one in domains)


def _elsewhere(entries: list[Entry]) -> Diagnostic:
    """Directors for the same domains, which one mistake keeps from their names."""
    entry, *others = entries
    domains = ", ".join(f"`{one}`" for one in items(entry, "domains", private=False))
    return Diagnostic(
        KIND,
        f"`{entry.name}` serves only {domains}, and mail for it is not local here",
        _place(entry, "domains", private=False),
        labels=tuple(Label(_place(one, "domains", private=False), "and here") for one in others),
        notes=("mail for other hosts goes to the routers, directors are not asked about it",),
        help="add the domain to `more_hostnames`, or correct `domains`",
    )


def _place(entry: Entry, name: str, *, private: bool) -> Span:
    at = value_place(entry, name, private=private)
    assert at is not None  # the entry is written in a file
    return at


RULE = Rule(KIND, "0.1", check, __name__)
