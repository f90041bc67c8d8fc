"""A number or an interval below the least value that makes sense.

*Why it matters*

The value is kept, and does harm: a pause that is no pause, a timeout that gives up on slow hosts, a limit that
refuses ordinary mail. The finding names the range and where it comes from; the manual lists the range of every
setting. The form `-name`, which says outright that there is to be none, is never reported.

*Flagged*

```config
smtp_receive_command_timeout = 20s
```

*Better*

```config
smtp_receive_command_timeout = 5m
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.semantics.kinds import BELOW_MINIMUM
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.timeouts import inverted_timeouts
from smail_lint.rule import Rule

KIND = BELOW_MINIMUM


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """What the front end says, but for no hops at all and for timeouts exchanged: these have rules of their own."""
    said = [one for one in facts.diagnostics if one.kind is KIND]
    told = {(at.source.path, at.start) for at in _told_elsewhere(facts)} if said else set()
    return (one for one in said if (one.at.source.path, one.at.start) not in told)


def _told_elsewhere(facts: SiteFacts) -> Iterator[Span]:
    hops = facts.site.variables["max_hop_count"]
    waits = [one.setting("long_timeout", private=True) for one in inverted_timeouts(facts.transports)]
    for setting in (hops if hops.value == 0 else None, *waits):
        if setting is not None and setting.value_at is not None:
            yield setting.value_at


RULE = Rule(KIND, "0.1", check, __name__)
