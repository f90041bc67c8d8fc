"""A file of directors or routers takes away built-in entries that this site needs.

*Why it matters*

A directors file replaces all built-in directors, and a routers file all built-in routers; only transports are added
to the built-in ones. Whoever writes a file for the one entry that should be different loses the others with it: the
mailboxes of accounts, or the way to all hosts. Mail for them comes back.

It is reported where the site itself shows that it needs them: it reads the forward files of accounts and has no
director for these, or an alias goes to a name or a host that none of its entries takes.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
dotforward: driver=forwardfile, nobody; file=~/.forward, checkowner, modemask=022, caution=0-99
```
```aliases
postmaster: ann
```

*Better*

```config
hostnames = mx.example.org
```
```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
dotforward: driver=forwardfile, nobody; file=~/.forward, checkowner, modemask=022, caution=0-99
user: driver=user; transport=local
```
```aliases
postmaster: ann
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.schema.attribute import FileKind
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.replaced_sets import Lack, lost_account, lost_host, replaced
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM313", "file-replaces-builtin-set", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The first line of each file that leaves out what the site needs."""
    account, host = lost_account(facts), lost_host(facts)
    if account is not None:
        yield _found(
            facts,
            FileKind.DIRECTOR,
            _top(facts.site.directors, account.at),
            account,
            ("no director delivers to accounts", f"mail for `{account.name}` comes back: unknown user"),
            "add `user: driver=user; transport=local`, or a director of driver smartuser for all other names",
        )
    if host is not None:
        yield _found(
            facts,
            FileKind.ROUTER,
            _top(facts.site.routers, host.at),
            host,
            (f"no router takes `{host.name}`", f"mail for `{host.name}` comes back: unknown host"),
            "add a router of driver bind, or a smart host for all that is left",
        )


def _top(entries: tuple[Entry, ...], otherwise: Span) -> Span:
    first = next((one.at for one in entries if one.at is not None), otherwise)
    return first.source.span(0, 1)


def _found(facts: SiteFacts, kind: FileKind, at: Span, lack: Lack, said: tuple[str, str], helps: str) -> Diagnostic:
    gone = ", ".join(f"`{one}`" for one in replaced(facts, kind))
    return Diagnostic(
        KIND,
        f"{said[0]}: this file replaces all built-in {kind.value}s",
        at,
        labels=(Label(lack.at, "this one needs it"),),
        notes=(said[1], f"gone, with nothing of the same driver in their place, are {gone}"),
        help=helps,
        witness=lack.name,
    )


RULE = Rule(KIND, "0.1", check, __name__)
