"""A director that gets no name, because earlier ones take them all and do something else.

*Why it matters*

Directors are asked in the order of the file and the first that matches decides. Mail meant for this one goes
elsewhere, without any error: a mailing list behind a catch-all never expands, the mail for it leaves the host. The
witness is a name to try on both.

*Flagged*

```config
hostnames = mx.example.org
```
```directors
everyone:
        driver=smartuser;
        new_user=$user@hub.example.net

lists:
        driver=forwardfile;
        file=lists/${lc:user}
```

*Better*

```config
hostnames = mx.example.org
```
```directors
lists:
        driver=forwardfile;
        file=lists/${lc:user}

everyone:
        driver=smartuser;
        new_user=$user@hub.example.net
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.director_order import CutOff
from smail_lint.facts.match_sets import MatchSet
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import address, both_outcomes, labels, named
from smail_lint.rule import Rule

KIND = Kind("SM401", "director-shadowed", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director that is cut off by others with another outcome, with those that the same others cut off.

    A catch-all that also leaves others with a rest is one mistake, and SM406 tells of all.
    """
    together: dict[tuple[int, ...], list[CutOff]] = {}
    told = {(id(one.director),) for one in facts.early_catch_alls}
    for one in facts.cut_off:
        known = tuple(id(blocker) for blocker in one.blockers) in told
        if one.differing and one.director.entry.at is not None and not known:
            together.setdefault(tuple(id(blocker) for blocker in one.blockers), []).append(one)
    return (_finding(cut, cut[0].director.entry.at) for cut in together.values())


def _finding(cut: list[CutOff], at: Span | None) -> Diagnostic:
    one, lost = cut[0], [each.director for each in cut]
    assert at is not None
    return Diagnostic(
        KIND,
        f"{'director' if len(cut) == 1 else 'directors'} {named(lost)} can never match, "
        f"{named(one.blockers)} {_takes(one)} first",
        at,
        labels=(
            *labels(one.blockers, "takes names that it was meant for" if len(cut) == 1 else "takes their names"),
            *labels(lost[1:], "never asked, either"),
        ),
        notes=both_outcomes(one.witness, one.differing[0], one.director),
        help=_remedy(one, lost),
        witness=address(one.witness, one.director, one.differing[0]),
    )


def _remedy(one: CutOff, lost: list[MatchSet]) -> str:
    if len(lost) > 1 and len(one.blockers) == 1:
        return f"move {named(one.blockers)} behind {named(lost[-1:])}"
    return f"move {named(lost)} before {named(one.blockers[:1])}, or remove {'it' if len(lost) == 1 else 'them'}"


def _takes(one: CutOff) -> str:
    return "takes every name" if len(one.blockers) == 1 else "together take every name"


RULE = Rule(KIND, "0.1", check, __name__)
