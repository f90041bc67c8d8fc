"""A file that an entry names and that is not there.

*Why it matters*

Every address that comes to this entry is put off until the file can be read: aliases, routes, and the accounts of a
`pwfile`. `optional` tells that a file of aliases or routes may be missing. Files outside of the configuration's
directory are asked with `--system` or `--manifest`; so is a `pwfile`, which holds passwords and is often kept out of
the directory on purpose.

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
from smail_lint.facts.host_paths import on_host, outside_files
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """What the front end missed in the directory, and each file elsewhere that the machine is known not to have."""
    kept_out = dict(_kept_out(facts))
    said = (one for one in facts.diagnostics if one.kind is MISSING_FILE)
    yield from (one for one in said if kept_out.get((one.at.source.path, one.at.start), True))
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


def _kept_out(facts: SiteFacts) -> Iterator[tuple[tuple[str, int], bool]]:
    """Places of files of accounts that were not found, and whether it is worth saying.

    Such a file holds passwords, and is often kept out of the directory that others read: it is missing for certain
    where the machine says so, or a file of nearly that name is there.
    """
    for entry in facts.site.directors:
        setting = entry.setting("pwfile", private=True)
        if setting is not None and setting.value_at is not None and isinstance(setting.value, str):
            absent = facts.machine.exists(on_host(facts.site, setting.value)) is False
            place = (setting.value_at.source.path, setting.value_at.start)
            yield place, absent or any(_is_near(one, place) for one in facts.diagnostics)


def _is_near(one: Diagnostic, place: tuple[str, int]) -> bool:
    here = one.kind is MISSING_FILE and (one.at.source.path, one.at.start) == place
    return here and (one.help or "").startswith("did you mean")


RULE = Rule(MISSING_FILE, "0.1", check, __name__)
