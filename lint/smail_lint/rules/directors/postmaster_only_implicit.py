"""No alias for `postmaster`, so that its mail ends up in the mailbox of root.

*Why it matters*

Every host that takes mail must have a `postmaster` whom a person reads (RFC 5321, section 4.5.1). A name that no
director takes is unknown, but for this one: as a last resort its mail goes to `postmaster_address`, which is `root`
where nothing is said. With no alias for either, reports of trouble pile up in a mailbox that nobody opens.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
info: ann
sales: bob
```

*Better*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
info: ann
sales: bob
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Site
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.facts.entries import text
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM409", "postmaster-only-implicit", Severity.WARNING)


NAMES = ("postmaster", "root")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first alias file with entries, when no director but one for accounts takes these names."""
    site, sets = facts.site, facts.match_sets
    setting = site.variables.get("postmaster_address")
    if setting is None or setting.at is not None or "directors" in site.incomplete:
        return
    takers = [one for one in sets if one.entry.driver not in ("user", "altuser")]
    if _file(site) is None or not all(one.understood for one in sets):
        return
    if any(name in one.may for one in takers if not _below_home(one) for name in NAMES):
        return
    source = _file(site)
    if source is not None and any(one.entry.driver == "user" for one in sets):
        yield Diagnostic(
            KIND,
            "mail for `postmaster` goes to the mailbox of root for want of an alias",
            source.span(0, 1),
            notes=("neither `postmaster` nor `root` is an alias, and `postmaster_address` is left at its default",),
            help="add `postmaster: NAME` with the name of who reads it, or set `postmaster_address`",
        )


def _file(site: Site) -> SourceFile | None:
    """The first alias file that holds something and is not for some domains only."""
    files = (one for one in site.directors if one.driver == "aliasfile" and not one.value("domains", private=False))
    data = (site.aliases.get(one.name) for one in files)
    return next((one.source for one in data if one is not None and len(one.entries)), None)


def _below_home(one: MatchSet) -> bool:
    """Whether it is a forward file of accounts: those of root are seldom written."""
    return one.entry.driver == "forwardfile" and text(one.entry, "file").startswith("~")


RULE = Rule(KIND, "0.1", check, __name__)
