"""A grade for ordinary mail at which senders get no notice back.

*Why it matters*

Mail of the grades n to z is given up without a notice to its sender, and that of the other small letters sends a
notice without the message. As the grade of all mail without a `Precedence:` field it makes lost mail invisible.

*Flagged*

```config
spool_grade = n
```

*Better*

```config
spool_grade = C
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM717", "grade-suppresses-bounce", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """A written default grade from n to z."""
    grade = facts.site.variables["spool_grade"]
    if grade.place is not None and isinstance(grade.value, str) and "n" <= grade.value <= "z":
        yield Diagnostic(
            KIND,
            "mail that cannot be delivered vanishes without a notice",
            grade.place,
            notes=("this is the grade of every message without a known `Precedence:`",),
            help="take a digit, a capital, or a letter from a to m",
        )


RULE = Rule(KIND, "0.1", check, __name__)
