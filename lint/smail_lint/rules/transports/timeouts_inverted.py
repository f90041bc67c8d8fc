"""A long timeout that is shorter than the short one.

*Why it matters*

`short_timeout` is for steps that are quick, `long_timeout` for those that may take their time, such as the answer
to a whole message. With the numbers exchanged a message that was taken in slowly is sent again, and arrives twice.

*Flagged*

```transports
relay: driver=tcpsmtp, inet, -max_addrs; short_timeout=2h, long_timeout=10m
```

*Better*

```transports
relay: driver=tcpsmtp, inet, -max_addrs; short_timeout=5m, long_timeout=2h
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity, labelled
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.timeouts import inverted_timeouts
from smail_lint.facts.transports import number, place, written
from smail_lint.rule import Rule

KIND = Kind("SM463", "timeouts-inverted", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each tcpsmtp transport whose two waits, both being there, are the wrong way round."""
    for entry, at in written(inverted_timeouts(facts.transports)):
        short, long = (number(entry, name, private=True) for name in ("short_timeout", "long_timeout"))
        first, second = (entry.setting(name, private=True) for name in ("short_timeout", "long_timeout"))
        other = first.at if first is not None and second is not None else None
        yield Diagnostic(
            KIND,
            "the long timeout is shorter than the short one",
            place(entry, "long_timeout" if second is not None else "short_timeout", private=True) or at,
            labels=labelled(other, "the wait for quick steps"),
            notes=(f"quick steps may take {short} s, all others {long} s",),
            help="exchange them: RFC 5321, section 4.5.3.2, asks for 10 minutes after a message",
        )


RULE = Rule(KIND, "0.1", check, __name__)
