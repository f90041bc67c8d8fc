"""DNS settings of an SMTP transport that does not ask DNS.

*Why it matters*

These attributes take part in the look-up that `use_bind` switches on. Without it the host is found in the host
table, and MX records are used only if a router has found them.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, -max_addrs; mx_only
```

*Better*

```transports
relay: driver=tcpsmtp, inet, -max_addrs; use_bind, mx_only
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.transports import written
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM452", "resolver-flags-unused", Severity.INFO)


_OF_THE_LOOKUP = frozenset(
    {
        "defer_no_connect",
        "local_mx_okay",
        "defnames",
        "ignore_domains",
        "domain_required",
        "mx_only",
        "dns_search",
        "match_domains",
        "required",
        "widen_domains",
        "mx_domains",
        "gateways",
        "cname_limit",
        "fallback_gateway",
    }
)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each of them in a tcpsmtp transport without `use_bind`."""
    for entry, _ in written(facts.transports, "tcpsmtp"):
        if entry.value("use_bind", private=True) is True:
            continue
        for setting in entry.private:
            if setting.name in _OF_THE_LOOKUP and setting.at is not None:
                yield Diagnostic(
                    KIND,
                    f"`{setting.spelled}` has no effect without `use_bind`",
                    setting.at,
                    help="remove it, or add `use_bind`",
                    fix=Fix(f"remove `{setting.spelled}`", "safe", removed(setting)),
                )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", changes=tuple(sorted(_OF_THE_LOOKUP)))
