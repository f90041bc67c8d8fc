"""A second smartuser director for names that the first one sends back to this host.

*Why it matters*

A smartuser director is asked only once in the life of an address, and that holds for all of them together: what the
first one made of a name passes every later one. So a chain of two, one that tidies the name and one that sends it on,
ends at the first, and the mail comes back as for an unknown user.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
user: driver=user; transport=local
lower: driver=smartuser; new_user=${lc:user}
hub: driver=smartuser; new_user=$user@hub.example.net
```

*Better*

```config
hostnames = mx.example.org
```
```directors
user: driver=user; transport=local
hub: driver=smartuser; new_user=${lc:user}@hub.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import address, both_outcomes, labels
from smail_lint.fix.edits import without
from smail_lint.rule import Rule

KIND = Kind("SM407", "duplicate-smartuser", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each smartuser director whose names all go to an earlier one and come back marked."""
    gone = {id(one.director) for one in facts.cut_off}
    early = {id(one.director) for one in facts.early_catch_alls}
    smart = [one for one in facts.match_sets if one.entry.driver == "smartuser" and one.understood and one.may]
    for at, later in enumerate(smart):
        place, first = later.entry.at, _taker(later, smart[:at])
        if first is not None and place is not None and id(later) not in gone and id(first) not in early:
            name = later.may.example or ""
            yield Diagnostic(
                KIND,
                f"`{later.entry.name}` never gets a name, `{first.entry.name}` has had them all",
                place,
                labels=tuple(labels([first], "takes the name, and sends it back to this host")),
                notes=both_outcomes(name, first, later),
                help=f"write the whole way into `new_user` of `{first.entry.name}`",
                witness=address(name, first, later),
                fix=_out(later),
            )


def _out(later: MatchSet) -> Fix | None:
    """The entry taken out of its file."""
    span = later.entry.span
    return None if span is None else Fix(f"remove `{later.entry.name}`", "unsafe", without(span))


def _taker(later: MatchSet, earlier: Sequence[MatchSet]) -> MatchSet | None:
    """The first that takes all names of a later one in all its domains."""
    taking = (one for one in earlier if not one.passes_on and one.serves_all(later))
    return next((one for one in taking if later.may <= one.may), None)


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
