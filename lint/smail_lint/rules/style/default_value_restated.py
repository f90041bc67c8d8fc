"""A setting that says what holds without it.

*Why it matters*

Who reads the file looks for what is special about this site. A line that changes nothing hides those that do. It may
be wanted where a default is to stay though a new release changes it, so the rule runs only when it is selected:
`--select SM901`.

*Flagged*

```config
max_hop_count = 20
```

*Better*

```config
max_hop_count = 30
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.semantics.dialects import telling
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM901", "default-value-restated", Severity.STYLE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each setting, given once, whose value is the one that holds when it is left out."""
    kept = telling(facts.site)
    for one in _restated(facts):
        at = one.at
        if at is not None:
            tells = any(at.source is tell.source and at.start <= tell.start < at.end for tell in kept)
            yield _finding(one, at, tells=tells)


def _restated(facts: SiteFacts) -> Iterator[Setting]:
    often = Counter(one.fact.name for one in facts.written if one.entry is None)
    for one in facts.site.variables.values():
        if one.at is not None and often[one.name] == 1 and _same(one, one.fact.default):
            yield one
    for entry in facts.site.entries:
        if entry.node is None or not entry.known:
            continue
        for private, settings in ((False, entry.generic), (True, entry.private)):
            names = Counter(one.name for one in (entry.node.private if private else entry.node.generic))
            for one in settings:
                plain = names[one.spelled] == 1 and not one.fact.repeatable and one.name != "driver"
                if plain and _same(one, entry.defaults.get((private, one.name))):
                    yield one


def _same(one: Setting, default: object) -> bool:
    """Whether the default is that value, and of the same type."""
    return type(one.value) is type(default) and one.value == default


def _finding(one: Setting, at: Span, *, tells: bool) -> Diagnostic:
    """What is said of one; it is not taken out where the dialect of the site is known by it."""
    edits = () if tells else removed(one)
    return Diagnostic(
        KIND,
        f"`{one.spelled}` is set to its default",
        at,
        help="declare the dialect in the config file, then remove it" if tells else "remove it",
        fix=Fix("remove it", "safe", edits) if edits else None,
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", preview=True)
