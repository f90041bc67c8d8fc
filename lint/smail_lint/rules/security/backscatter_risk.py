"""All unknown names are accepted and sent on to another host, which may not have them.

*Why it matters*

This host says yes to every name, and only afterwards does the other host say that nobody is called so. What is left
to do is a report to the sender, and with spam the sender is somebody whose name was borrowed: hosts that send many
such reports end up on block lists. There is no danger where no mail comes from outside, or where the other host takes
every name, which cannot be seen here; so the rule runs only when it is selected.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
user: driver=user; transport=local
rest: driver=smartuser; new_user=$user@hub.example.net
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
berta: berta@hub.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.expression import Literal, Text, Variable
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.local_names import may_be_local
from smail_lint.facts.reachability import new_user
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import address
from smail_lint.rule import Rule

KIND = Kind("SM542", "backscatter-risk", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each catch-all that hands the name to another host, on a host that has names of its own."""
    own = any(one.entry.driver in ("user", "altuser", "aliasfile") and one.may for one in facts.match_sets)
    for one in facts.match_sets:
        target = new_user(facts.site, one.entry) if one.entry.driver == "smartuser" and one.understood else None
        if not own or target is None or one.selective or not isinstance(target.template, Text):
            continue
        host, at = _named_host(target.template), one.entry.at
        if host is not None and at is not None and not may_be_local(facts.site, host):
            name = one.may.example or "jane"
            yield Diagnostic(
                KIND,
                f"every unknown name is accepted and sent to `{host}`",
                target.value_at or at,
                notes=(f"when `{host}` has no such name, the report goes to whoever stands as the sender",),
                help="list the names that exist there in an alias file, or let that host take its mail itself",
                witness=address(name, one),
            )


def _named_host(target: Text) -> str | None:
    """The constant host behind a name that is the one that came in."""
    if not target.parts or not isinstance(target.parts[-1], Literal):
        return None
    local, at, host = target.parts[-1].text.rpartition("@")
    names = any(isinstance(part, Variable) and part.name.lower() in ("user", "addr") for part in target.parts)
    return host if at and host and names and not host.startswith("[") and "!" not in local else None


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
