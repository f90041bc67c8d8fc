"""Shell quotes are written around a value that brings its own.

*Why it matters*

Inside apostrophes the first apostrophe of `shquote` ends the quoted part, so that the value stands bare. Inside
double quotes the apostrophes are plain text and `$(` is expanded.

*Flagged*

```directors
strangers:
        driver=smartuser;
        new_user="|/usr/local/bin/quarantine '${shquote:user}'"
```

*Better*

```directors
strangers:
        driver=smartuser;
        new_user="|/usr/local/bin/quarantine ${shquote:user}"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM504", "quoted-inside-quotes", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value under `shquote` inside quotes of the shell text."""
    return findings(
        facts,
        KIND,
        Harm.QUOTED_TWICE,
        "the quotes around `{it}` cancel those that `shquote` puts there",
        "leave out the quotes in the text, `${{shquote:{name}}}` brings its own",
    )


RULE = Rule(KIND, "0.1", check, __name__)
