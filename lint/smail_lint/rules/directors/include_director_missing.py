"""A list named in an alias file that no director reads.

*Why it matters*

`:include:` is a name like others to the mailer: a director of driver aliasinclude or genericinclude has to take it.
Without one the mail for the whole list is parked with an error of configuration.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
staff: :include:/var/lists/staff
```

*Better*

```directors
aliasinclude: driver=aliasinclude, nobody; copysecure, copyowners
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
staff: :include:/var/lists/staff
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Site
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity, labelled
from smail_lint.facts.includes import first_include
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM410", "include-director-missing", Severity.ERROR)
_READER = "aliasinclude: driver=aliasinclude, nobody; copysecure, copyowners"


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first list of each alias file whose director has no reader."""
    site = facts.site
    if "directors" in site.incomplete or not all(one.known for one in site.directors):
        return
    for entry in site.directors:
        data = site.aliases.get(entry.name) if entry.driver == "aliasfile" else None
        target = None if data is None or _is_read(site, entry) else first_include(data)
        if target is not None:
            yield Diagnostic(
                KIND,
                f"no director takes the lists that `{entry.name}` names",
                target.at,
                labels=labelled(entry.at, "names the list"),
                notes=("mail for the list is parked with an error of configuration",),
                help=f"add a director: `{_READER}`",
                fix=_fix(site),
            )


def _fix(site: Site) -> Fix | None:
    """The director in front of all others."""
    first = next((one.span for one in site.directors if one.span is not None), None)
    if first is None or any(one.name == "aliasinclude" for one in site.directors):
        return None
    return Fix("add the director", "show", (Edit(first.source.span(first.start, first.start), f"{_READER}\n"),))


def _is_read(site: Site, producer: Entry) -> bool:
    """Whether some director takes the lists that one of driver aliasfile names."""
    return any(_reads(one, producer) for one in site.directors)


def _reads(entry: Entry, producer: Entry) -> bool:
    if entry.driver not in ("aliasinclude", "genericinclude"):
        return False
    wanted = entry.value("matchdirector", private=True)
    driver = entry.value("matchdriver", private=True)
    return wanted in (None, producer.name) and driver in (None, producer.driver)


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
