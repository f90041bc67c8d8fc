"""A `+` before a switch where the site writes none, or none where it writes one.

*Why it matters*

`name` and `+name` are the same. Who meets both in one site wonders about a difference. The rule is a matter of taste
and runs only when it is selected: `--select SM903`.

*Flagged*

```directors
a: driver=user, sender_okay; prefix=a-
b: driver=user, +sender_okay; prefix=b-
```

*Better*

```directors
a: driver=user, sender_okay; prefix=a-
b: driver=user, sender_okay; prefix=b-
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.schema.attribute import ValueType
from smail_compiler.syntax.nodes import Sign
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.as_written import Written
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM903", "redundant-plus", Severity.STYLE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """The switches in the form that is the rarer one at this site; where both are as frequent, those with `+`."""
    switches = [one for one in facts.written if one.fact.type is ValueType.BOOLEAN]
    plain = [one for one in switches if one.node.sign is Sign.PLAIN]
    plus = [one for one in switches if one.node.sign is Sign.PLUS]
    if plain and plus:
        plus_is_rare = len(plus) <= len(plain)
        for one in plus if plus_is_rare else plain:
            yield _finding(one, "" if plus_is_rare else "+")


def _finding(one: Written, sign: str) -> Diagnostic:
    written = f"{sign}{one.node.name}"
    return Diagnostic(
        KIND,
        f"most switches of this site are written {'with' if sign else 'without'} `+`",
        one.node.at,
        help=f"write `{written}`",
        fix=Fix(f"write `{written}`", "safe", (Edit(one.node.at, written),)),
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="safe", preview=True)
