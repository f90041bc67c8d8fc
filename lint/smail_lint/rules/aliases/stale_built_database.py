"""A database that is older than the text it is made of.

*Why it matters*

With `proto=dbm` Smail looks names up in a database that another program makes of the text. A change of the text has
no effect before somebody makes the database again; until then mail goes the old way, and new names are refused. When
text and database were changed is asked with `--system` or `--manifest`.

*Flagged*

```config
smail_lib_dir = /etc/smail
```
```directors
aliases: driver=aliasfile; file=aliases, proto=dbm
user: driver=user; transport=local
```
```aliases
postmaster: anna
```
```manifest.toml
schema_version = 1
[stamps."/etc/smail/aliases"]
modified = 1700000600
device = 1
[stamps."/etc/smail/aliases.pag"]
modified = 1700000000
device = 1
```

*Better*

```config
smail_lib_dir = /etc/smail
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
```
```manifest.toml
schema_version = 1
[stamps."/etc/smail/aliases"]
modified = 1700000600
device = 1
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.built_databases import built_databases
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule
from smail_runtime.mail.wording import counted

KIND = Kind("SM636", "stale-built-database", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each DBM database whose text is younger, by what the machine says."""
    for one in built_databases(facts.site, facts.machine):
        if one.behind > 0:
            yield Diagnostic(
                KIND,
                f"`{one.text}` was changed after the database was made of it",
                one.setting.value_at or one.entry.at or facts.site.start,
                notes=(f"`{one.database}` is {_long(one.behind)} older, and is what names are looked up in",),
                help="make the database again on that machine, and whenever the text is installed",
            )


def _long(seconds: int) -> str:
    """A time for people, by its largest unit."""
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return counted(seconds // size, word)
    return counted(seconds, "second")


RULE = Rule(KIND, "0.1", check, __name__)
