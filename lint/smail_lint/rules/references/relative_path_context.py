"""Where a relative path leads.

*Why it matters*

Which directory a name without a leading slash is placed below depends on the setting: mostly `smail_lib_dir`, for
others the directory of a table, or where the program happens to run. The rule says for each of them what is meant; it
runs only when it is selected: `--select SM324`.

*Flagged*

```config
smail_lib_dir = /etc/smail
```
```directors
lists: driver=forwardfile, caution, nobody; modemask=022, file=lists/${lc:user}
```

*Better*

```config
smail_lib_dir = /etc/smail
```
```directors
lists: driver=forwardfile, caution, nobody; modemask=022, file=/etc/smail/lists/${lc:user}
```
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.written import written_settings
from smail_lint.rule import Rule

KIND = Kind("SM324", "relative-path-context", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each path that somebody wrote without a slash, a tilde or a variable in front."""
    for setting, _ in written_settings(facts.site):
        base = setting.fact.relative_to
        value, at = setting.value, setting.value_at
        if base is None or at is None or not isinstance(value, str) or not value or value[0] in "/~$":
            continue
        above = facts.site.variable(base) if base in facts.site.variables else None
        where = f"`{base}`" if not isinstance(above, str) else f"`{posixpath.join(above, value)}`"
        yield Diagnostic(
            KIND,
            f"`{value}` is {_placed(setting, where, known=isinstance(above, str))}",
            at,
            help="write the whole path, if another one is meant",
        )


def _placed(setting: Setting, where: str, *, known: bool) -> str:
    return f"{where}, below `{setting.fact.relative_to}`" if known else f"placed below {where}"


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
