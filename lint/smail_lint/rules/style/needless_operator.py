"""An operator that changes nothing.

*Why it matters*

Operators are applied from the right to the left. One that the next overrules, or that is given twice, or letters of
a number made small, is work for the reader alone. The rule is a matter of taste and runs only when it is selected:
`--select SM920`.

*Flagged*

```transports
local: driver=appendfile, local; dir=/var/mail/${lc:uc:user}/, mode=0600
```

*Better*

```transports
local: driver=appendfile, local; dir=/var/mail/${lc:user}/, mode=0600
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from smail_compiler.syntax.expression import Variable
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.mentions import mentions
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import templates
from smail_lint.rule import Rule
from smail_runtime.routing.variables import canonical

KIND = Kind("SM920", "needless-operator", Severity.STYLE)
_CASE = frozenset({"lc", "uc"})
_NUMBERS = frozenset({"message_size", "message_body_size", "pid", "$", "compile_num"})
_SWAPPED = frozenset({"value", "file"})
"""Each operator exchanges these two, so that none can be left out."""


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each variable with such an operator."""
    for _, tree in templates(facts.site):
        for one in mentions(tree):
            reason = _reason(one.variable)
            if reason is not None:
                yield Diagnostic(KIND, reason, one.variable.at, help="leave it out")


def _reason(one: Variable) -> str | None:
    """Why an operator of a variable does nothing, None if each does something."""
    operators, name = [operator.lower() for operator in one.operators], canonical(one.name)
    if name in _SWAPPED:
        return None
    for outer, inner in pairwise(operators):
        if outer in _CASE and inner in _CASE:
            return f"`{outer}` overrules `{inner}`" if outer != inner else f"`{outer}` is applied twice"
        if outer == inner == "strip":
            return "`strip` is applied twice"
    if name in _NUMBERS and _CASE & set(operators):
        return f"`{one.name}` is a number and has no letters"
    return None


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
