"""An account for files and commands that is never used.

*Why it matters*

With `caution` on the director and `nobody` beside it all files and commands that it produces run as the user nobody.
That goes before `set_user`, so what was meant to run as a certain account has none of its rights: commands that need
them fail, files that belong to it cannot be written.

*Flagged*

```directors
lists: driver=forwardfile, caution, nobody, set_user=list; file=lists/${lc:user}
```

*Better*

```directors
lists: driver=forwardfile, set_user=list; file=lists/${lc:user}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity, labelled
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.rule import Rule

KIND = Kind("SM413", "nobody-overrides-set-user", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `set_user` or `set_group` of a director with both flags in force."""
    for entry, _ in written(facts.directors, "aliasfile", "forwardfile"):
        user = entry.setting("set_user", private=False)
        caution = entry.setting("caution", private=False)
        both = all(entry.value(name, private=False) is True for name in ("caution", "nobody"))
        if both and user is not None and user.at is not None and isinstance(user.value, str):
            yield Diagnostic(
                KIND,
                f"`set_user` of `{entry.name}` never counts, everything runs as nobody",
                user.at,
                labels=labelled(None if caution is None else caution.at, "goes before it"),
                notes=(f"files and commands run as the user nobody, not as `{user.value}`",),
                help="drop `caution` if the data can be trusted, else drop `set_user`",
            )


RULE = Rule(KIND, "0.1", check, __name__)
