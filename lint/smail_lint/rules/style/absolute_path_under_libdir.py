"""A file below the library directory, by its whole path.

*Why it matters*

Relative names are placed below `smail_lib_dir`. Written so, the configuration can be moved, or checked in another
place, and still means its own files. The rule is a matter of taste and runs only when it is selected:
`--select SM914`.

*Flagged*

```config
smail_lib_dir = /etc/smail
```

```directors
aliases: driver=aliasfile; file=/etc/smail/aliases, optional
```

*Better*

```config
smail_lib_dir = /etc/smail
```

```directors
aliases: driver=aliasfile; file=aliases, optional
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM914", "absolute-path-under-libdir", Severity.STYLE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each whole path of a setting whose relative names are placed there; the directory must be set."""
    library = facts.site.variables["smail_lib_dir"]
    if library.at is None or not isinstance(library.value, str) or not library.value.strip("/"):
        return
    below = f"{library.value.rstrip('/')}/"
    for one in facts.written:
        name = one.value.removeprefix(below)
        if one.fact.relative_to == "smail_lib_dir" and one.value.startswith(below) and name.strip("/"):
            yield Diagnostic(
                KIND,
                f"`{name}` is enough, since relative names are below `{library.value}`",
                one.value_at,
                help=f"write `{name}`",
                fix=Fix(f"write `{name}`", "unsafe", (Edit(one.within(0, len(below)), ""),)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe", preview=True)
