"""A text with more conditions than anybody can keep in mind.

*Why it matters*

Each condition and look-up doubles the ways that a text can come out, and a brace that is missing deep inside makes
all of it fail. A lookup in a file, or one more entry with a condition of its own, is easier to read and to test.
The rule runs only when it is selected: `--select SM923`.

*Flagged*

```config
smtp_banner = "${if def:a {${if def:b {${if def:c {${if def:d {${if def:e {1}}}}}}}}}} $primary_name"
```

*Better*

```config
smtp_banner = "$primary_name ${if def:sender_host {talks to $sender_host} else {ready}}"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.expression import Command, Conditional, ForEach, Lookup, Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import parts, templates
from smail_lint.rule import Rule

KIND = Kind("SM923", "expansion-too-complex", Severity.INFO)
DEPTH = Parameter("SM923", "depth", 3, 1, 100, "how many conditions and look-ups may stand in one another")
BRANCHES = Parameter("SM923", "branches", 8, 1, 1000, "how many conditions and look-ups a text may have")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each text with too many of them, or with too many in one another."""
    depth, most = facts.number(DEPTH), facts.number(BRANCHES)
    for setting, tree in templates(facts.site):
        deepest, count = _measured(tree)
        if deepest > depth or count > most:
            many = f"{deepest} in one another" if deepest > depth else f"{count} in all"
            yield Diagnostic(
                KIND,
                f"`{setting.spelled}` has too many conditions and look-ups: {many}",
                setting.value_at or tree.at,
                help="take a part of it into a file that is looked up, or into an entry of its own",
            )


def _measured(tree: Text | Command) -> tuple[int, int]:
    """How deep the references stand in one another, and how many there are."""
    found = [depth + 1 for part, depth in parts(tree) if isinstance(part, Conditional | Lookup | ForEach)]
    return max(found, default=0), len(found)


RULE = Rule(KIND, "0.1", check, __name__, preview=True, parameters=(DEPTH, BRANCHES))
