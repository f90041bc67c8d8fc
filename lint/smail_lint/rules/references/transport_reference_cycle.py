"""Transports that lead back to each other by `shadow` or `error_transport`.

*Why it matters*

A shadow gets a copy after success, an error transport takes over after failure. In a circle each passes the mail to
the next without end; the daemon cuts the chain somewhere, and which delivery counts is left to chance.

*Flagged*

```transports
a: driver=appendfile, local, shadow=b; dir=/var/copies/a, mode=0600
b: driver=appendfile, local, shadow=a; dir=/var/copies/b, mode=0600
```

*Better*

```transports
a: driver=appendfile, local, shadow=b; dir=/var/copies/a, mode=0600
b: driver=appendfile, local; dir=/var/copies/b, mode=0600
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM303", "transport-reference-cycle", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each circle once, at the setting of its first transport in file order."""
    done: set[str] = set()
    for entry in facts.transports:
        circle = _circle(facts.site, entry)
        names = {name for name, _ in circle}
        if circle and not names & done:
            done |= names
            setting = circle[0][1]
            assert setting.at is not None
            yield Diagnostic(
                KIND,
                f"`{entry.name}` leads back to itself: {' -> '.join([*(name for name, _ in circle), entry.name])}",
                setting.at,
                labels=tuple(Label(one.at, f"`{name}` goes on here") for name, one in circle[1:] if one.at),
                help="let one of them end the chain",
            )


def _circle(site: Site, start: Entry) -> list[tuple[str, Setting]]:
    """The shortest way from a transport back to it, as (name, setting that leads on); empty when there is none."""
    ways: list[list[tuple[str, Setting]]] = [[(start.name, one)] for one in _onward(start)]
    seen: set[str] = set()
    for way in ways:
        target = way[-1][1].value
        if target == start.name:
            return way
        entry = site.transport(target) if isinstance(target, str) and target not in seen else None
        if entry is not None:
            seen.add(entry.name)
            ways.extend([*way, (entry.name, one)] for one in _onward(entry))
    return []


def _onward(entry: Entry) -> Iterator[Setting]:
    for name in ("shadow", "error_transport"):
        setting = entry.setting(name, private=False)
        if setting is not None and setting.at is not None:
            yield setting


RULE = Rule(KIND, "0.1", check, __name__)
