"""A list file is open to every account.

*Why it matters*

Whoever may write a list adds members to it, and commands where these are allowed. The file, and the directory in
which it could be exchanged, are looked at on the machine of the mailer, with `--system` or `--manifest`.

*Flagged*

```config
smail_lib_dir = /etc/smail
```

```directors
lists: driver=forwardfile; file=lists/${lc:user}, modemask=022
```

```lists/staff
joe, ann
```

```manifest.toml
schema_version = 1
[files."/etc/smail/lists/staff"]
mode = "0666"
owner = 0
group = 0
```

*Better*

```config
smail_lib_dir = /etc/smail
```

```directors
lists: driver=forwardfile; file=lists/${lc:user}, modemask=022
```

```lists/staff
joe, ann
```

```manifest.toml
schema_version = 1
[files."/etc/smail/lists/staff"]
mode = "0664"
owner = 0
group = 0
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.host_paths import on_host, open_to_all
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM545", "include-writable-by-others", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each list file in reach that every account of the machine may write."""
    for one in facts.site.lists:
        for found in open_to_all(facts.machine, on_host(facts.site, one.path)):
            what = f"the directory `{found.path}`" if found.directory else f"`{found.path}`"
            yield Diagnostic(
                KIND,
                f"every account may write {what}, with the mode {found.mode:04o}",
                one.source.span(0),
                notes=("anybody may add members to this list",),
                help=f"run `chmod o-w {found.path}` on that machine",
            )


RULE = Rule(KIND, "0.1", check, __name__)
