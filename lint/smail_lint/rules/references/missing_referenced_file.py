"""A file that an entry names and that is not there.

*Why it matters*

Every address that comes to this entry is put off until the file can be read: aliases, routes, and the accounts of a
`pwfile`. `optional` tells that a file of aliases or routes may be missing. Files outside of the configuration's
directory are asked with `--system` or `--manifest`.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliasses
```

```aliases
info: root
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
```

```aliases
info: root
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.schema.attribute import FileKind
from smail_compiler.semantics.kinds import MISSING_FILE
from smail_compiler.text.diagnostic import Diagnostic
from smail_lint.facts.host_paths import outside_files
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """What the front end missed in the directory, and each file elsewhere that the machine is known not to have."""
    yield from (one for one in facts.diagnostics if one.kind.code == MISSING_FILE.code)
    for one in outside_files(facts.site):
        at = one.setting.place
        if at is not None and facts.machine.exists(one.path) is False:
            waits = "host" if one.entry.kind is FileKind.ROUTER else "name"
            yield Diagnostic(
                MISSING_FILE,
                f"this machine has no `{one.path}`, so every {waits} this {one.entry.kind.value} is asked for waits",
                at,
                help="correct the path, or make the file on the machine",
            )


RULE = Rule(MISSING_FILE, "0.1", check, __name__)
