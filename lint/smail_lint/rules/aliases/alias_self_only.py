"""An alias that stands for itself alone, where no director behind takes it.

*Why it matters*

A name in its own value goes on to the directors behind the alias file, which is how `carl: carl, dora` keeps a
copy for the mailbox. Where no such director takes it, the entry does nothing but refuse the name as an unknown user.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```
```aliases
info: info
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
info: info
postmaster: info
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.alias_edits import removal
from smail_lint.facts.local_targets import name_of
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.takers import handed_to_nobody
from smail_lint.rule import Rule

KIND = Kind("SM602", "alias-self-only", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each name that is handed on to nobody."""
    if "directors" in facts.site.incomplete:
        return
    for one, name in handed_to_nobody(facts):
        entry = one.data[name] if one.data is not None else None
        found = {name_of(target) for target in entry.targets} if entry is not None else {None}
        if entry is not None and {each and each[0] for each in found} == {name}:
            yield Diagnostic(
                KIND,
                f"`{entry.key}` stands for itself, and no director behind `{one.entry.name}` takes it",
                entry.at,
                notes=("mail for the name is refused as for an unknown user",),
                help="name somebody who reads the mail, or remove the entry",
                fix=removal(entry),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
