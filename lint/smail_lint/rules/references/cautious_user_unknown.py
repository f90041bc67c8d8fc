"""An account to be careful with that the machine does not have.

*Why it matters*

`caution` and `unsecure` list the accounts whose forward files are not to be trusted. An item that names no account is
passed over without a word, so that the files of the one that was meant are trusted in full. Accounts are asked with
`--system` or `--manifest`.

*Flagged*

```directors
dotforward: driver=forwardfile, nobody;
  file=~/.forward, checkowner, modemask=022, caution=0-10:guset
```

```manifest.toml
schema_version = 1
[users.guset]
exists = false
```

*Better*

```directors
dotforward: driver=forwardfile, nobody;
  file=~/.forward, checkowner, modemask=022, caution=0-10:guest
```

```manifest.toml
schema_version = 1
[users.guest]
uid = 405
gid = 100
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.account_names import CUSTOMARY, is_name, meant
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM330", "cautious-user-unknown", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each login, or home of one, that is known not to be there; lists are often copied with customary ones."""
    for one in facts.written:
        if one.fact.driver != "forwardfile" or one.fact.name not in ("caution", "unsecure"):
            continue
        for item, at in one.items():
            name = item.strip().removeprefix("~")
            account = facts.machine.account(name) if is_name(name) and name not in CUSTOMARY else None
            if account is None or account.exists:
                continue
            near = meant(name, facts.machine.account)
            fix = Fix(f"write `{near}`", "unsafe", (Edit(at, item.replace(name, near)),)) if near else None
            yield Diagnostic(
                KIND,
                f"there is no account `{name}` to be careful with",
                at,
                notes=("the item is passed over, and whoever was meant is trusted",),
                help=f"did you mean `{near}`?" if near else "correct the name, or remove it",
                fix=fix if at.text == item else None,
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
