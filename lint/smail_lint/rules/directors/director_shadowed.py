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
from smail_lint.facts.director_order import CutOff
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import address, both_outcomes, labels, named
from smail_lint.rule import Rule

KIND = Kind("SM401", "director-shadowed", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director that is cut off by others with another outcome."""
    for one in facts.cut_off:
        at = one.director.entry.at
        if one.differing and at is not None:
            yield Diagnostic(
                KIND,
                f"director `{one.director.entry.name}` can never match, {named(one.blockers)} {_takes(one)} first",
                at,
                labels=tuple(labels(one.blockers, "takes names that it was meant for")),
                notes=both_outcomes(one.witness, one.differing[0], one.director),
                help=f"move `{one.director.entry.name}` before {named(one.blockers[:1])}, or remove it",
                witness=address(one.witness, one.director, one.differing[0]),
            )


def _takes(one: CutOff) -> str:
    return "takes every name" if len(one.blockers) == 1 else "together take every name"


RULE = Rule(KIND, "0.1", check, __name__)
