"""A setting names an account or group that the machine does not have.

*Why it matters*

An unknown account does not stop the mail, which makes it worse: an attribute such as `set_user` counts as not
written, and a command runs as `nobody`, so that it may not write where it should. An unknown owner of a file fits
nobody. Accounts and groups are asked with `--system` or `--manifest`.

*Flagged*

```transports
archive: driver=pipe, local, -from; cmd="/usr/libexec/archive", umask=022, user=archvie
```

```manifest.toml
schema_version = 1
[users.archvie]
exists = false
```

*Better*

```transports
archive: driver=pipe, local, -from; cmd="/usr/libexec/archive", umask=022, user=archive
```

```manifest.toml
schema_version = 1
[users.archive]
uid = 211
gid = 211
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.schema.attribute import FileKind
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.account_names import meant, named_in
from smail_lint.facts.as_written import Written
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM322", "undefined-user-or-group", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each plain name of an account or group that is known not to be there."""
    for one in facts.written:
        if one.fact.value_kind not in ("user", "group"):
            continue
        for named in named_in(one, facts.machine):
            if not named.is_unknown:
                continue
            near = meant(named.name, named.ask)
            fix = Fix(f"write `{near}`", "unsafe", (Edit(named.at, near),)) if near else None
            yield Diagnostic(
                KIND,
                f"this machine has no {_noun(one)} `{named.name}`",
                named.at,
                notes=(_consequence(one),),
                help=f"did you mean `{near}`?" if near else "correct the name, or make it on the machine",
                fix=fix if named.at.text == named.name else None,
            )


def _noun(one: Written) -> str:
    return "group" if one.fact.value_kind == "group" else "account"


def _consequence(one: Written) -> str:
    """What the mail system does with a name that leads to nobody."""
    if one.fact.separator is not None:
        return "the item fits nobody"
    if one.fact.kind is FileKind.DIRECTOR:
        return f"`{one.fact.name}` counts as not written"
    if one.fact.kind is FileKind.CONFIG:
        return "what has no rights of its own has no account to run as"
    return "deliveries are made as `nobody`" if one.fact.value_kind == "user" else "the group of the account counts"


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
