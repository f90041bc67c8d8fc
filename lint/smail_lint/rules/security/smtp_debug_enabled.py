"""Any client may switch on debugging.

*Why it matters*

With `DEBUG` on the wire a client makes the mailer tell what it does: names of files, accounts and hosts, and it
fills the log. The variable is on unless a file says otherwise; what somebody wrote down is reported here.

*Flagged*

```config
+smtp_debug
```

*Better*

```config
-smtp_debug
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import replaced
from smail_lint.rule import Rule

KIND = Kind("SM523", "smtp-debug-enabled", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """`smtp_debug` switched on in writing."""
    debug = facts.site.variables["smtp_debug"]
    if debug.at is not None and debug.value is True:
        yield Diagnostic(
            KIND,
            "any client may switch on debugging",
            debug.at,
            help="write `-smtp_debug`",
            fix=Fix("switch it off", "unsafe", replaced(debug, "-smtp_debug")),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
