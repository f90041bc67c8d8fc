"""A row for all names in the qualify file with other rows behind it.

*Why it matters*

The first row with the name, or with `*`, completes a plain host name. Rows behind `*` are never used: their hosts get
the domain of the first, and mail goes to hosts that do not exist, or to others.

*Flagged*

```qualify
*       example.org
ash     example.net
```

*Better*

```qualify
ash     example.net
*       example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Label, Severity
from smail_lint.facts.characters import fold
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import moved_last
from smail_lint.rule import Rule

KIND = Kind("SM438", "qualify-wildcard-not-last", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first row behind `*` that says something else."""
    rows = facts.site.qualify
    at = next((at for at, row in enumerate(rows) if row.host == "*"), None)
    hidden = [] if at is None else [row for row in rows[at + 1 :] if fold(row.domain) != fold(rows[at].domain)]
    if at is not None and hidden:
        star, first, many = rows[at], hidden[0], len(hidden) - 1
        yield Diagnostic(
            KIND,
            f"the row for `{first.host}` is never used behind `*`" + (f" (and {many} more)" if many else ""),
            first.at,
            labels=(Label(star.at, "fits every name"),),
            notes=(f"`{first.host}` becomes `{first.host}.{star.domain}`, not `{first.host}.{first.domain}`",),
            help="move the row for `*` to the end of the file",
            fix=None
            if any(row.host == "*" for row in hidden)
            else Fix("move the row for `*` to the end", "unsafe", moved_last(star.at)),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
