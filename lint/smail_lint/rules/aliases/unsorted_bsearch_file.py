"""A file for binary search that is not sorted.

*Why it matters*

A binary search looks at the middle and goes on in one half, so in a file that is not in order it misses names that
are there: their mail is refused as for unknown users. The order is that of the keys, without regard to case, not that
of the lines. This release reads such a file from its start and finds them all, Smail does not.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=bsearch
user: driver=user; transport=local
```
```aliases
root      anna
abuse     root
info      anna
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=bsearch
user: driver=user; transport=local
```
```aliases
abuse     root
info      anna
root      anna
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Label, Severity
from smail_lint.facts.database_lines import alias_files, in_order, lines, unsorted
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM616", "unsorted-bsearch-file", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first line that is out of order in each alias file of proto bsearch.

    A file with remarks was written for another protocol, of which SM635 tells.
    """
    for source in alias_files(facts.site):
        found = unsorted(source)
        if found is None or any(line.is_comment for line in lines(source)):
            continue
        above, line = found
        key = source.span(line.at.start, line.at.start + len(line.key))
        ordered = in_order(source)
        whole = source.span(0, len(source.data))
        yield Diagnostic(
            KIND,
            f"`{key.text}` stands behind `{above.key.decode('utf-8', 'replace')}`, so a binary search may miss it",
            key,
            labels=(Label(above.at, "comes later in the order of keys"),),
            notes=("Smail takes a name that its search misses for unknown, and refuses the mail",),
            help="sort the file by its keys, or set `proto=lsearch`, which puts it into the table",
            fix=None if ordered is None else Fix("sort the file", "safe", (Edit(whole, ordered),)),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe")
