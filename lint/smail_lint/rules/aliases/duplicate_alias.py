"""A name that has two entries in an alias file.

*Why it matters*

Keys are compared without case, and the first entry of a name is the one that counts, so the people in the second get
nothing. Whoever adds somebody there will wonder. In a file for binary search it is a matter of luck which
one is found.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
info: anna
root: carl
Info: berta
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
info: anna, berta
root: carl
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.nodes import AliasNode
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.alias_edits import merged
from smail_lint.facts.database_lines import Line, alias_files, repeated
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM603", "duplicate-alias", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each entry behind the first of its name."""
    for book in facts.books_by_file:
        if len(book.words) < len(book.folded):
            for number, key in enumerate(book.folded):
                if book.numbers[key] != number:
                    yield _compiled(book.entries[book.numbers[key]], book.entries[number])
    for source in alias_files(facts.site):
        for line, first in repeated(source):
            yield _searched(first, line)


def _compiled(first: AliasNode, entry: AliasNode) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"`{entry.key}` has an entry already, and this one does not count",
        entry.key_at,
        labels=(Label(first.key_at, "the first is found"),),
        notes=("who is named only here gets no mail",),
        help="make one entry of the two",
        fix=merged(first, entry),
    )


def _searched(first: Line, line: Line) -> Diagnostic:
    source = line.at.source
    first_key, key = (source.span(one.at.start, one.at.start + len(one.key)) for one in (first, line))
    return Diagnostic(
        KIND,
        f"`{key.text}` has an entry already",
        key,
        labels=(Label(first_key, "this one is found here, Smail finds whichever its search meets"),),
        help="make one entry of the two",
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
