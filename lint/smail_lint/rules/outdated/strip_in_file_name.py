r"""The operator `strip` in the name of a file, which it does not make safe.

*Why it matters*

In spite of its name `strip` cleans addresses, not file names: quotes, backslashes and leading dashes go, each run of
blanks and dots becomes one dot, and every slash stays. `make_filename` does what is meant here. Its result has no
slash, no leading dot or dash and no control character, and when nothing is left, the text fails instead of naming the
directory. Smail itself knows `strip` alone; where it still reads the file, let no slash come here: forward directors
never look at names that hold one, and `check_user` refuses them.

*Flagged*

```directors
lists: driver=forwardfile; file=lists/${lc:strip:user}
```

*Better*

```directors
lists: driver=forwardfile; file=lists/${lc:user}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.file_names import variables_in_file_names
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM819", "strip-in-file-name", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each `strip` in a path."""
    for variable in variables_in_file_names(facts.site):
        if "strip" in (operator.lower() for operator in variable.operators):
            yield Diagnostic(
                KIND,
                f"`strip` leaves the slashes of `{variable.name}` in the name of a file",
                variable.at,
                help="write `make_filename` for it",
                fix=_renamed(variable.at),
            )


def _renamed(at: Span) -> Fix | None:
    """The other operator in its place."""
    start = at.text.lower().find("strip:")
    if start < 0 or not at.text.isascii():
        return None
    place = Span(at.source, at.start + start, at.start + start + len("strip"))
    return Fix("write `make_filename`", "unsafe", (Edit(place, "make_filename"),))


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
