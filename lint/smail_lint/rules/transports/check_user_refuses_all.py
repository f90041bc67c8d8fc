"""A check for slashes where every name has one.

*Why it matters*

Mail to a file named by an alias or a forward file arrives with the path of the file as its name, slashes and all.
`check_user` refuses names with slashes, so none of it is ever delivered.

*Flagged*

```transports
file: driver=appendfile, local, from, unix_from_hack;
  file=$user, suffix="\\n", mode=0600, expand_user, check_user
```

*Better*

```transports
file: driver=appendfile, local, from, unix_from_hack;
  file=$user, suffix="\\n", mode=0600, expand_user
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import setting_on, written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM458", "check-user-refuses-all", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`check_user` on the transport `file`, which gets paths as names."""
    for entry, _ in written(facts.transports, "appendfile"):
        setting = setting_on(entry, "check_user", private=True)
        if entry.name == "file" and setting is not None and setting.at is not None:
            yield Diagnostic(
                KIND,
                "no mail to a file of an alias or forward file is delivered",
                setting.at,
                notes=("the name is the path of the file, and a name with a slash is refused",),
                help="remove `check_user`; in this transport `check_path` guards the directories",
                fix=Fix("remove `check_user`", "unsafe", removed(setting)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
