"""A director that takes nearly every name, and stands before others.

*Why it matters*

A smartuser director with a target takes whatever name it is asked about. The directors behind it see only names that
are not well formed, or those that come back to this host. Accounts behind it get no mail; it goes where the catch-all
sends it. (A director that is left with nothing at all is SM401.)

*Flagged*

```config
hostnames = mx.example.org
```
```directors
everyone:
        driver=smartuser;
        new_user=$user@hub.example.net, well_formed_only
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
        new_user=$user@hub.example.net, well_formed_only
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import address, both_outcomes, labels, named
from smail_lint.fix.edits import moved_last
from smail_lint.rule import Rule

KIND = Kind("SM406", "smartuser-not-last", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director that takes nearly every name before others that get a rest."""
    for one in facts.early_catch_alls:
        entry, loser = one.director.entry, one.losing[0]
        cut = [each.director for each in facts.cut_off if each.blockers == (one.director,)]
        if entry.at is not None:
            yield Diagnostic(
                KIND,
                f"`{entry.name}` takes nearly every name before {named(one.losing)}",
                entry.at,
                labels=(*labels(one.losing, "gets only what is left"), *labels(cut, "gets nothing at all")),
                notes=both_outcomes(one.witness, one.director, loser),
                help=f"move `{entry.name}` to the end of the file",
                witness=address(one.witness, one.director, loser),
                fix=_fix(entry),
            )


def _fix(entry: Entry) -> Fix | None:
    if entry.span is None:
        return None
    return Fix(f"move `{entry.name}` to the end", "unsafe", moved_last(entry.span))


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
