"""A setting that still works and will go away.

*Why it matters*

The next release of the mailer may ignore it or refuse it. The finding names what takes its place, if there is
anything.

*Flagged*

```config
hit_table_len = 997
```

*Better*

```config
visible_name = example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.written import written_settings
from smail_lint.rule import Rule

KIND = Kind("SM801", "deprecated-attribute", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each written setting that the facts table marks as deprecated."""
    for setting, name in written_settings(facts.site):
        if setting.fact.status == "deprecated":
            instead = setting.fact.replacement
            yield Diagnostic(
                KIND,
                f"`{setting.spelled}` is deprecated",
                name,
                notes=(setting.fact.meaning,),
                help=f"use `{instead}` instead" if instead else "remove it; nothing takes its place",
            )


RULE = Rule(KIND, "0.1", check, __name__)
