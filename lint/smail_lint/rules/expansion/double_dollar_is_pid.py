r"""Two dollar signs, which stand for the number of a process and not for a dollar.

*Why it matters*

At the end of a text, and anywhere in a command line, `$$` is the number of the process that delivers. A price, or a
shell word that is to hold a dollar, comes out as a number that is another one each time.

*Flagged*

```transports
bill: driver=pipe, local; cmd="/usr/local/bin/bill -currency US$$", umask=022
```

*Better*

```transports
bill: driver=pipe, local; cmd="/usr/local/bin/bill -currency US\\$", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.mentions import mentions
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import templates
from smail_lint.rule import Rule

KIND = Kind("SM126", "double-dollar-is-pid", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `$$`; who writes `${$}` or `$pid` knows what it is."""
    for setting, tree in templates(facts.site):
        for one in mentions(tree):
            at = one.variable.at
            if at.text == "$$":
                quoted = setting.value_at is not None and setting.value_at.text.startswith('"')
                yield Diagnostic(
                    KIND,
                    "`$$` is the number of a process, not a dollar",
                    at,
                    help="write `${pid}` for that number; for a dollar, protect it by a backslash",
                    fix=Fix("write a dollar", "unsafe", (Edit(at, "\\\\$"),)) if quoted else None,
                )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
