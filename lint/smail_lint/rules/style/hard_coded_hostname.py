"""The name of this host in a text, where a variable has it.

*Why it matters*

The day the host is called otherwise, the text is forgotten, and headers tell of a host that is gone. The rule runs
only when it is selected, with `--select SM912`, since a name may be meant to stay.

*Flagged*

```config
hostnames = mx1.example.org
smtp_banner = "mx1.example.org ready at $date"
```

*Better*

```config
hostnames = mx1.example.org
smtp_banner = "$primary_name ready at $date"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.ir.program import Site
from smail_compiler.schema.attribute import Sink
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import literals, templates
from smail_lint.rule import Rule

KIND = Kind("SM912", "hard-coded-hostname", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each name of the host in a header or greeting."""
    names = _names(facts.site)
    if not names:
        return
    known = re.compile(rf"(?<![\w.@-])(?:{'|'.join(map(re.escape, names))})(?![\w-]|\.\w)", re.IGNORECASE)
    for setting, tree in templates(facts.site):
        if setting.fact.sink is not Sink.HEADER and setting.name != "smtp_banner":
            continue
        for one in literals(tree):
            found = known.search(one.text)
            start = one.at.source.latin1.find(found[0], one.at.start, one.at.end) if found else -1
            if found is not None and start >= 0:
                at, variable = one.at.source.span(start, start + len(found[0])), names[found[0].lower()]
                yield Diagnostic(
                    KIND,
                    f"`{found[0]}` is what `${variable}` gives",
                    at,
                    help=f"write `${{{variable}}}`",
                    fix=Fix(f"write `${{{variable}}}`", "unsafe", (Edit(at, f"${{{variable}}}"),)),
                )


def _names(site: Site) -> dict[str, str]:
    """Names of this host that are set, in small letters, and the variable of each; the first counts."""
    names: dict[str, str] = {}
    hostnames = site.variable("hostnames")
    first = hostnames.split(":")[0].strip() if isinstance(hostnames, str) else None
    for value, variable in ((first, "primary_name"), (site.variable("visible_name"), "visible_name")):
        if isinstance(value, str) and "." in value:
            names.setdefault(value.lower(), variable)
    return names


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe", preview=True)
