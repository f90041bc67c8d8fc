"""A name of this host for which no director is asked.

*Why it matters*

With `domains` a director looks at mail for these hosts alone. A name of this host that is in none of these lists
makes an address local, so no router sees it, and then nobody takes it: all its mail comes back. The name that is
forgotten is often the short one, the first part of the first of `hostnames`, by which the host is known in UUCP and
in mail that programs write. A host may have such a name on purpose, so the rule is in preview.

*Flagged*

```config
hostnames = mx.example.org:example.org
```
```directors
user: driver=user, domains=example.org:mx.example.org; transport=local
```

*Better*

```config
hostnames = mx.example.org:example.org
```
```directors
user: driver=user, domains=example.org:mx.example.org:mx; transport=local
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.characters import readable
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM469", "local-host-unserved", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each such host."""
    from smail_lint.facts.unserved_hosts import unserved_hosts

    for host, at, implied in unserved_hosts(facts.site, facts.match_sets):
        name = readable(host)
        yield Diagnostic(
            KIND,
            f"no director is asked for mail to `{name}`" + (", the short name of this host" if implied else ""),
            at,
            notes=(f"mail for `jane@{name}` comes back: unknown user",),
            help=f"add `{name}` to `domains` of the directors that should take its mail",
            witness=f"jane@{name}",
        )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
