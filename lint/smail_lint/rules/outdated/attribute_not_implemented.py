"""A setting that is accepted and does nothing.

*Why it matters*

The name is known, so that no error is reported, but no part of the mailer looks at it: what the line promises does
not happen.

*Flagged*

```config
max_load_ave = 8.5
```

*Better*

```config
smtp_accept_queue = 20
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.written import written_settings
from smail_lint.rule import Rule

KIND = Kind("SM802", "attribute-not-implemented", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each written setting that the facts table marks as without effect."""
    for setting, name in written_settings(facts.site):
        if setting.fact.status == "unimplemented":
            instead = setting.fact.replacement
            yield Diagnostic(
                KIND,
                f"`{setting.spelled}` has no effect",
                name,
                help=f"use `{instead}`, which has, or remove it" if instead else "remove it",
            )


RULE = Rule(KIND, "0.1", check, __name__)
