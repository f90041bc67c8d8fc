"""A director that stands in for an earlier, narrower one.

*Why it matters*

This is the normal shape of a director file: exceptions first, the general case behind. The note is for reviews that
want to see which director catches what another lets pass, and it is off unless selected.

*Flagged*

```directors
real_user:
        driver=user;
        transport=local, prefix=real-

everyone:
        driver=smartuser;
        new_user=$user@hub.example.net
```
```config
hostnames = mx.example.org
```

*Better*

```directors
real_user:
        driver=user;
        transport=local, prefix=real-
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.director_order import generalised
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.wording import address, labels
from smail_lint.rule import Rule

KIND = Kind("SM404", "director-generalises", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """For each director, the nearest later one that takes all its names and more."""
    seen: set[str] = set()
    for pair in generalised(facts.match_sets):
        narrow, broad = pair.earlier.entry, pair.later.entry
        if broad.at is not None and narrow.name not in seen:
            seen.add(narrow.name)
            yield Diagnostic(
                KIND,
                f"director `{broad.name}` takes what `{narrow.name}` lets pass",
                broad.at,
                labels=tuple(labels([pair.earlier], "narrower, and asked first")),
                help="nothing to do, if the narrow one is meant as the exception",
                witness=address(pair.witness, pair.earlier, pair.later),
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
