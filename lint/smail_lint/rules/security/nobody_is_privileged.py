"""The account that is meant to have no rights has some.

*Why it matters*

Files and commands that are not to be trusted are handled as `nobody`. If that account is the superuser, or owns
the spool or the files of the mailer, then whoever writes to a forward file has those rights. Numbers and owners
are asked with `--system` or `--manifest`.

*Flagged*

```config
nobody = root
```

*Better*

```config
nobody = mailnull
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.accounts import superuser
from smail_lint.facts.host_paths import on_host
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import revalued
from smail_lint.rule import Rule

KIND = Kind("SM530", "nobody-is-privileged", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The account in `nobody` when it is the superuser or owns files of the mailer."""
    nobody = facts.site.variables["nobody"]
    if not isinstance(nobody.value, str) or not nobody.value:
        return
    why = _rights(facts, nobody.value)
    if why is not None:
        yield Diagnostic(
            KIND,
            f"`{nobody.value}` is for what must not have rights, and {why}",
            nobody.place or facts.site.start,
            help="name an account that owns nothing",
            fix=None if nobody.at is None else Fix("write the usual account", "show", revalued(nobody, "nobody")),
        )


def _rights(facts: SiteFacts, name: str) -> str | None:
    """Which rights the account has, None for none that are known."""
    if superuser(name, facts.machine):
        return "it is the superuser"
    uid = facts.machine.uid(name)
    for variable in ("smail_lib_dir", "spool_dirs") if uid is not None else ():
        for written in str(facts.site.variable(variable) or "").split(":"):
            state = facts.machine.path(on_host(facts.site, written)) if written else None
            if state is not None and state.exists and state.owner == uid:
                return f"it owns `{written}`"
    return None


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
