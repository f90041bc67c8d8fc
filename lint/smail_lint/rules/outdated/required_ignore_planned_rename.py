"""A filter for domains of one driver that is to become an attribute of all.

*Why it matters*

The maintainers of Smail planned `required` and `ignore_domains` of single drivers to become generic attributes of
every router, with one meaning. Nothing is wrong today: the rule is for those who plan ahead, and runs only when it is
selected, with `--select SM806`.

*Flagged*

```routers
inside: driver=gethostbyname, transport=smtp; required=inside.example
```

*Better*

```routers
inside: driver=gethostbyname, transport=smtp
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.schema.attribute import FileKind
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM806", "required-ignore-planned-rename", Severity.INFO)
_NAMES = frozenset({"required", "ignore_domains", "match_domains"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each such filter in the driver's part of a router."""
    for one in facts.written:
        if one.private and one.fact.kind is FileKind.ROUTER and one.fact.name in _NAMES:
            yield Diagnostic(
                KIND,
                f"`{one.node.name}` of single drivers is to become an attribute of all routers",
                one.node.name_at,
                help="nothing is to be done now; look at it again with the next dialect",
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
