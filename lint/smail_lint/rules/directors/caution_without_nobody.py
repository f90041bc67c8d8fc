"""A director whose files, commands and lists are all refused.

*Why it matters*

`caution` marks what a director produces as not to be trusted, and `nobody` lets such files and commands run as the
user nobody. With `-nobody` beside `caution` there is no account left to run them as: every file, command and list is
refused as a security violation, and its mail comes back. The default, `nobody`, is the safe form.

*Flagged*

```directors
lists: driver=forwardfile, caution, -nobody; file=lists/${lc:user}
```

*Better*

```directors
lists: driver=forwardfile, caution, nobody; file=lists/${lc:user}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity, labelled
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM412", "caution-without-nobody", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director of names with `caution` and without `nobody`."""
    for entry, at in written(facts.directors, "aliasfile", "forwardfile"):
        caution, nobody = entry.setting("caution", private=False), entry.setting("nobody", private=False)
        if entry.value("caution", private=False) is True and entry.value("nobody", private=False) is False:
            yield Diagnostic(
                KIND,
                f"files, commands and lists from `{entry.name}` are all refused",
                (nobody and nobody.at) or at,
                labels=labelled(None if caution is None else caution.at, "nothing is trusted"),
                notes=("mail for them comes back as a security violation; ordinary addresses are not touched",),
                help="drop `-nobody`, so that they run as the user nobody",
            )


RULE = Rule(KIND, "0.1", check, __name__)
