"""Trusted groups are named, and the mailer runs with a group of its own.

*Why it matters*

A program that is set-group-id runs with its own group whoever starts it, so that the group of the caller tells
nothing: either nobody is trusted by it, or everybody. The file that the variable `smail` names is looked at with
`--system` or `--manifest`.

*Flagged*

```config
smail = /usr/sbin/smail
trusted_groups = mail
```

```manifest.toml
schema_version = 1
[files."/usr/sbin/smail"]
mode = "2755"
owner = 0
group = 8
```

*Better*

```config
smail = /usr/sbin/smail
trusted_users = root:uucp
```

```manifest.toml
schema_version = 1
[files."/usr/sbin/smail"]
mode = "2755"
owner = 0
group = 8
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.host_paths import on_host
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM522", "trusted-groups-with-setgid", Severity.WARNING)

_SETGID = 0o2000


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """A list of groups that somebody wrote, where the program is known to be set-group-id."""
    groups, program = facts.site.variables["trusted_groups"], facts.site.variable("smail")
    if groups.place is None or not groups.value or not isinstance(program, str):
        return
    path = on_host(facts.site, program)
    mode = facts.machine.mode(path)
    if mode is not None and mode & _SETGID:
        yield Diagnostic(
            KIND,
            "the group of whoever starts the mailer cannot be told",
            groups.place,
            notes=(f"`{path}` is set-group-id, its mode is {mode:04o}",),
            help="name accounts in `trusted_users` instead",
            fix=Fix("remove the list of groups", "show", removed(groups)),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
