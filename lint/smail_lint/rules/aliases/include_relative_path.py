"""A list file that is named without its directory.

*Why it matters*

A relative name is sought below `smail_lib_dir`. Whoever moves the library, or reads the entry, has to know that;
other mailers start elsewhere. The absolute name says what is meant.

*Flagged*

```directors
lists: driver=aliasinclude; copysecure, copyowners
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
staff: :include:lists/staff
```
```lists/staff
anna
```

*Better*

```directors
lists: driver=aliasinclude; copysecure, copyowners
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
staff: :include:/usr/lib/smail/lists/staff
```
```lists/staff
anna
```
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from smail_compiler.semantics.config import library
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.alias_search import targets_with
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM615", "include-relative-path", Severity.WARNING)

_RELATIVE = re.compile(rb":include:(?![/~$ ])", re.IGNORECASE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each relative include in aliases and lists."""
    top = library(facts.site.variables)
    for target in targets_with(facts.site, _RELATIVE):
        if target.kind == "include" and target.target[:1] not in ("/", "~", "$", ""):
            whole = posixpath.normpath(posixpath.join(top, target.target))
            edit = Edit(target.at, target.text.replace(target.target, whole))
            yield Diagnostic(
                KIND,
                f"`{target.target}` is sought below `{top}`",
                target.at,
                help=f"write `{whole}`",
                fix=Fix("write the absolute name", "unsafe", (edit,)) if target.target in target.text else None,
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe", preview=True)
