"""Mail appended to a device, or to a file of the system.

*Why it matters*

A letter is appended to the file as it stands, headers and all. In `/etc` that makes a file unreadable for the
program it belongs to; on a device it goes wherever the device leads. `/dev/null` is the one that is meant for mail
nobody wants. Since some hosts do print mail on a console, this is told only when asked for.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
motd: /etc/motd
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
motd: /var/archive/motd
```
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.alias_search import targets_with
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM628", "mail-to-device-or-system-file", Severity.ERROR)

_SYSTEM = ("/etc/", "/dev/", "/proc/", "/sys/", "/boot/", "/bin/", "/sbin/", "/lib/", "/usr/bin/", "/usr/sbin/")
_PATH = re.compile(rb"/(?:etc|dev|proc|sys|boot|s?bin|lib)/", re.IGNORECASE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each such file in aliases and lists; commands whose quote stands behind the `|` are SM612's."""
    for target in targets_with(facts.site, _PATH):
        path = posixpath.normpath(target.target)
        command = target.at.source.data[max(target.at.start - 1, 0) : target.at.start] == b"|"
        if target.kind == "file" and path.startswith(_SYSTEM) and path != "/dev/null" and not command:
            what = "a device" if path.startswith("/dev/") else "a file of the system"
            yield Diagnostic(
                KIND,
                f"mail is appended to `{path}`, {what}",
                target.at,
                help="name a mailbox of its own, or `/dev/null` to drop the mail",
            )


RULE = Rule(KIND, "0.1", check, __name__)
