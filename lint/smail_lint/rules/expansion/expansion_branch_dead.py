"""A branch of an expansion is taken for all mail, or for none.

*Why it matters*

`dest:` and `xform:` ask about the transport, and a transport is local or it is not; in a director or router there
is none yet. The other branch never counts, which is seldom what was meant.

*Flagged*

```transports
smtp: driver=tcpsmtp, inet, -max_addrs,
  append_header="X-Way: ${if dest:local {inside} else {outside}}"
```

*Better*

```transports
smtp: driver=tcpsmtp, inet, -max_addrs,
  append_header="X-Way: outside"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity, labelled
from smail_lint.facts.branches import Decided, decided
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM454", "expansion-branch-dead", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each conditional that the transport, or the lack of one, decides for all mail."""
    for one in decided(facts.site):
        entry = one.entry
        place = entry.at if entry is not None else None
        local = entry is not None and entry.value("local", private=False) is True
        yield Diagnostic(
            KIND,
            f"`{one.conditional.condition.at.text}` {'always' if one.holds else 'never'} holds here",
            one.conditional.condition.at,
            labels=labelled(place, f"this transport is {'' if local else 'not '}local"),
            notes=("there is no transport yet while an address is directed or routed",) if entry is None else (),
            help="write what is always taken, without the test",
            fix=_fix(one),
        )


def _fix(one: Decided) -> Fix | None:
    """The branch that is taken in the place of the whole, where both stand in one piece."""
    taken = one.conditional.then if one.holds else one.conditional.otherwise
    whole = one.conditional.at
    text = "" if taken is None else taken.at.text
    if not whole.text.startswith("${if") or not whole.text.endswith("}") or text not in whole.text:
        return None
    return Fix("write the branch that is taken", "unsafe", (Edit(whole, text),))


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
