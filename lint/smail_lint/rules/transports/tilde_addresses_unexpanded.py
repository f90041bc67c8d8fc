"""A transport for files that does not expand `~`.

*Why it matters*

Forward files often name a file as `~/mail/archive`. The transport gets that text as the name and must expand it;
without `expand_user` the path is not absolute and each such delivery fails.

*Flagged*

```transports
file: driver=appendfile, local, from, unix_from_hack;
  file=$user, suffix="\\n", mode=0600
```

*Better*

```transports
file: driver=appendfile, local, from, unix_from_hack;
  file=$user, suffix="\\n", mode=0600, expand_user
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM459", "tilde-addresses-unexpanded", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """A transport `file` of the site's own without `expand_user`."""
    for entry, at in written(facts.transports, "appendfile"):
        if entry.name == "file" and entry.value("expand_user", private=True) is not True:
            setting = entry.setting("expand_user", private=True)
            if setting is None:
                yield Diagnostic(
                    KIND,
                    "mail to `~/file` in forward files fails",
                    at,
                    notes=("a path that begins with `~` is expanded by `expand_user` alone",),
                    help="add `expand_user` to the driver attributes, or `-expand_user` if it is meant",
                )


RULE = Rule(KIND, "0.1", check, __name__)
