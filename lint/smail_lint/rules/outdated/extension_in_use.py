"""A template uses something that Smail itself does not know.

*Why it matters*

This toolchain understands `foreach`, `make_filename`, `rxquote`, comparisons of two texts and `\\$`. Smail reads
the same text otherwise: most of it fails there, and `\\$` is a backslash before a variable. It matters to sites that
still share files with Smail; one that does not may declare `# smail-dialect: extended` at the top of config, and
nothing is said there.

*Flagged*

```transports
boxes:
        driver=appendfile, local;
        dir=/srv/mail/${make_filename:user}
```

*Better*

```transports
boxes:
        driver=appendfile, local;
        dir=/srv/mail/${lc:user}, check_user
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.schema.dialects import EXTENDED
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.extensions import extensions
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM818", "extension-in-use", Severity.INFO)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each use of an extension, unless the site declares that it wants them."""
    for what, at in () if facts.site.dialect.extended else extensions(facts.site):
        yield Diagnostic(
            KIND,
            f"{what} is an extension that Smail does not know",
            at,
            help=f"if Smail no longer reads these files, declare `# smail-dialect: {EXTENDED}` at the top of config",
        )


RULE = Rule(KIND, "0.1", check, __name__)
