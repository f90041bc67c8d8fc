"""Capital letters in the keys of a file that a DBM database is made of.

*Why it matters*

Names are put into small letters before they are looked up in a DBM database, and what is there is compared byte by
byte. So an entry whose key has a capital letter is never found, and its mail is refused as for an unknown user.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=dbm
user: driver=user; transport=local
```
```aliases
Info      anna
root      anna
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
info:     anna
root:     anna
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import SourceFile
from smail_lint.facts.database_lines import lines
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM618", "mixed-case-key-in-dbm", Severity.ERROR)

_DATABASES = frozenset({"dbm", "yp", "aliasyp", "nialias", "nisplus"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each key with a capital letter in the text beside a database."""
    site = facts.site
    for director in site.directors:
        if director.name in site.searched and director.value("proto", private=True) in _DATABASES:
            yield from _keys(site.searched[director.name], str(director.value("proto", private=True)))


def _keys(source: SourceFile, proto: str) -> Iterator[Diagnostic]:
    present = {line.at.source.data[line.at.start : line.at.start + len(line.key)] for line in lines(source)}
    for line in lines(source):
        at = source.span(line.at.start, line.at.start + len(line.key))
        if not line.is_comment and at.text.encode("utf-8", "surrogateescape") != line.key:
            small = line.key.decode("utf-8", "surrogateescape")
            twice = line.key in present
            yield Diagnostic(
                KIND,
                f"`{at.text}` has a capital letter, so the {proto} database made of it never answers to the name",
                at,
                help=f"write `{small}`" + (", or remove one of the two entries" if twice else ""),
                fix=None if twice else Fix("write it in small letters", "unsafe", (Edit(at, small),)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
