"""A second spelling of a name, kept for old files.

*Why it matters*

Nothing is wrong with it. Two spellings of one setting make it hard to find, and to see that it is set twice. The rule
runs only when it is selected: `--select SM804`.

*Flagged*

```config
postmaster = root@example.org
```

*Better*

```config
postmaster_address = root@example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span, bytes_of
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM804", "old-attribute-name", Severity.STYLE)
_CURRENT = {
    "auth_domain": "auth_domains",
    "domain": "domains",
    "visible_domain": "domains",
    "visible_domains": "domains",
    "hostname": "hostnames",
    "gateway_names": "more_hostnames",
    "postmaster": "postmaster_address",
    "trusted_user": "trusted_users",
    "trusted_group": "trusted_groups",
    "uucp_from_hack": "unix_from_hack",
}
_DRIVERS = {"smtp": "tcpsmtp", "rerouter": "reroute"}


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each old spelling of a setting, and of a driver."""
    for one in facts.written:
        name, node = one.node.name, one.node
        if name in _CURRENT and _CURRENT[name] in (one.fact.name, *one.fact.spellings):
            bare = node.name_at.source.span(node.name_at.end - len(bytes_of(name)), node.name_at.end)
            yield _finding(name, _CURRENT[name], bare)
        elif name == "driver" and one.entry is not None and _DRIVERS.get(one.value) == one.entry.driver:
            yield _finding(one.value, one.entry.driver, one.value_at)


def _finding(old: str, new: str, at: Span) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"`{old}` is an old spelling of `{new}`",
        at,
        help=f"write `{new}`",
        fix=Fix(f"write `{new}`", "safe", (Edit(at, new),)),
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", preview=True)
