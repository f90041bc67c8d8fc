"""A text for a refusal, and no director that sends it.

*Why it matters*

`":error:..."` and its kin are an extension: a director of driver `error` makes a refusal of them, with these words.
Without one nobody takes the form, and the sender is told of a mistake in the configuration instead.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
carl: ":error:5.1.6 Carl has left"
```

*Better*

```directors
errors: driver=error
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
carl: ":error:5.1.6 Carl has left"
```
```config
# smail-dialect: extended
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.alias_search import targets_with
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM627", "error-target-without-error-director", Severity.ERROR)

_FORM = re.compile(rb":(?:error|defer|redirect):", re.IGNORECASE)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each such target on a site without that director."""
    site = facts.site
    if "directors" in site.incomplete or any(one.driver == "error" for one in site.directors):
        return
    for target in targets_with(site, _FORM):
        if target.kind == "error":
            yield Diagnostic(
                KIND,
                "no director takes the forms `:error:`, `:defer:` and `:redirect:`",
                target.at,
                notes=("the words are not told; the mail fails by a mistake in the configuration",),
                help="add a director `errors: driver=error`",
            )


RULE = Rule(KIND, "0.1", check, __name__)
