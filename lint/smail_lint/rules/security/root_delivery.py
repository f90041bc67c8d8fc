"""The forward file of root may run commands as root.

*Why it matters*

`caution` lists the accounts whose files are not trusted with their own rights. Without the number 0 a command in
the forward file of the superuser runs with all rights, and whoever gets a line into that file has the machine.

*Flagged*

```directors
dotforward: driver=forwardfile;
  file=~/.forward, checkowner, modemask=022, caution=1-99:uucp
```

*Better*

```directors
dotforward: driver=forwardfile;
  file=~/.forward, checkowner, modemask=022, caution=0-99:uucp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.forward_files import home_files, names_account
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import revalued
from smail_lint.rule import Rule

KIND = Kind("SM528", "root-delivery", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each list of accounts to be careful with that leaves out the superuser."""
    for one in home_files(facts.site):
        careful = one.entry.setting("caution", private=True)
        always = one.entry.value("caution", private=False) is True
        unsecure = one.entry.value("unsecure", private=True)
        if careful is None or not careful.value or careful.place is None or always:
            continue
        if not names_account(careful.value, "root", 0) and not names_account(unsecure, "root", 0):
            yield Diagnostic(
                KIND,
                f"the forward file of root is trusted by `{one.entry.name}`",
                careful.place,
                notes=("a command that it names runs as the superuser",),
                help="add root to the list, such as `0-99`",
                fix=_with_root(careful),
            )


def _with_root(careful: Setting) -> Fix | None:
    """Root in front of the others, where the value is written in one piece."""
    at = careful.value_at
    if at is None or at.text != careful.value:
        return None
    return Fix("add root to the list", "unsafe", revalued(careful, f"0:{at.text}"))


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
