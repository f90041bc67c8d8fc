"""An alias has the name of an account, and its mail goes somewhere else.

*Why it matters*

The director of the aliases is asked first, so that nothing reaches the mailbox of the account, and nobody tells its
owner. That is how mail of somebody who has moved is sent on, so the rule runs only when it is selected. Accounts are
asked with `--system` or `--manifest`; those of the system, with numbers below 100, are meant to have aliases.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
abuse: ann
berta: sales@far.example.net
```
```manifest.toml
schema_version = 1
[users.berta]
uid = 1002
gid = 1002
```

*Better*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: ann
abuse: ann
berta: berta, sales@far.example.net
```
```manifest.toml
schema_version = 1
[users.berta]
uid = 1002
gid = 1002
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.name_patterns import logins
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM605", "alias-hides-user", Severity.INFO)
FIRST = Parameter(KIND.code, "first", 100, 0, 1_000_000, "number of the first account that belongs to a person")
MOST = Parameter(KIND.code, "most", 20_000, 1, 10_000_000, "keys of one file that are asked for among the accounts")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each key that is the name of an account and does not hand it on, before the director of accounts."""
    for at, one in enumerate(facts.match_sets):
        user = next((later for later in facts.match_sets[at + 1 :] if _is_for_accounts(later, one)), None)
        if one.data is None or user is None or user.entry.at is None or len(one.data) > facts.number(MOST):
            continue
        for name in sorted(one.must.more & frozenset(one.data)):
            if name in logins() and _is_person(facts, name):
                entry = one.data[name]
                yield Diagnostic(
                    KIND,
                    f"nothing reaches the mailbox of the account `{name}`",
                    entry.key_at,
                    labels=(Label(user.entry.at, "is not asked for it"),),
                    notes=(f"`{one.entry.name}` sends its mail elsewhere",),
                    help=f"add `{name}` to its own alias, if the account is to have the mail as well",
                    witness=name,
                )


def _is_for_accounts(later: MatchSet, one: MatchSet) -> bool:
    """Whether it serves the accounts of the system, in a domain of the other."""
    return later.entry.driver == "user" and not later.selective and one.meets(later) and not _own_file(later.entry)


def _own_file(entry: Entry) -> bool:
    return entry.value("pwfile", private=True) is not None


def _is_person(facts: SiteFacts, name: str) -> bool:
    account = facts.machine.account(name)
    return account is not None and account.exists and account.uid >= facts.number(FIRST)


RULE = Rule(KIND, "0.1", check, __name__, preview=True, parameters=(FIRST, MOST))
