"""A list of gateways whose groups run into each other.

*Why it matters*

`gateways` is one list: a gateway, the domains it stands for, then an item that is only `+`, and the next gateway. A
`+` that is stuck to a name is part of that name, so the next gateway is taken for a domain and its domains belong to
the gateway in front.

*Flagged*

```routers
internet: driver=bind, transport=smtp; gateways="gw.example.org:uucp+gw2.example.org:bitnet"
```

*Better*

```routers
internet: driver=bind, transport=smtp; gateways="gw.example.org:uucp:+:gw2.example.org:bitnet"
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.as_written import Written
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM219", "malformed-gateways", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `+` that does not stand alone, and each group without a domain."""
    for one in facts.written:
        if one.fact.name != "gateways" or one.fact.separator != ":" or not one.value:
            continue
        items = list(one.items())
        stuck = [(item, at) for item, at in items if "+" in item and item != "+"]
        for item, at in stuck:
            yield _stuck(one, item, at)
        for plus, group in groupby(items, key=lambda item: item[0] == "+") if not stuck else ():
            members = list(group)
            if len(members) != (1 if plus else max(2, len(members))):
                yield _lonely(members[-1][1] if plus else members[0][1], plus=plus)


def _stuck(one: Written, item: str, at: Span) -> Diagnostic:
    parts = ":+:".join(part for part in item.split("+") if part)
    return Diagnostic(
        KIND,
        f"the `+` in `{item}` is part of a name, and parts no groups",
        at,
        help=f"make it an item of its own: `{parts}`",
        fix=Fix("make it an item of its own", "show", (Edit(at, parts),)) if b"\\" not in one.raw else None,
    )


def _lonely(at: Span, *, plus: bool) -> Diagnostic:
    if plus:
        return Diagnostic(KIND, "two `+` follow each other, with no gateway between", at, help="remove one of them")
    message = f"`{at.text}` stands for no domain"
    return Diagnostic(KIND, message, at, help="write the domains behind the gateway, with colons between")


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
