"""A port by a name that few hosts know.

*Why it matters*

A name of a service is looked up on the host that delivers. Where its table does not have the name, every delivery is
put off. A number needs no table.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, -max_addrs; service=smtpp
```

*Better*

```transports
relay: driver=tcpsmtp, inet, -max_addrs; service=smtp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.expression import Literal, Text
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import templates
from smail_lint.rule import Rule

KIND = Kind("SM228", "service-not-resolvable-offline", Severity.INFO)
KNOWN = ("smtp", "mail", "smtps", "submission", "submissions", "urd", "ssmtp", "lmtp", "qmtp", "qmqp")
"""Names of the table of services that carry mail, as systems ship them."""


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each name of a service that is plain text, no number and none of the names for mail."""
    for setting, tree in templates(facts.site):
        if setting.fact.driver != "tcpsmtp" or setting.name != "service" or not isinstance(tree, Text):
            continue
        name = tree.parts[0] if len(tree.parts) == 1 else None
        if isinstance(name, Literal) and not name.text.isdigit() and name.text not in KNOWN:
            from difflib import get_close_matches

            near = get_close_matches(name.text, KNOWN, 1)
            yield Diagnostic(
                KIND,
                f"no usual table of services has `{name.text}`",
                name.at,
                help=f"did you mean `{near[0]}`?" if near else "write the number of the port",
                fix=Fix(f"write `{near[0]}`", "unsafe", (Edit(name.at, near[0]),)) if near else None,
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
