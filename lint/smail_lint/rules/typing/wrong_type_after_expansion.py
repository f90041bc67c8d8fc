"""One of the branches of a text leaves nothing where something must stand.

*Why it matters*

A file and an address cannot be empty. Where a condition without `else`, or with an empty branch, is all
that makes them, mail for which the other branch counts waits with an error of configuration, or fails. Header fields,
owners and forward files may come out empty: then nothing is done.

*Flagged*

```transports
box: driver=appendfile, local; check_user, mode=0600, dir="${if def:home {/var/box/$user}}"
```

*Better*

```transports
box: driver=appendfile, local; check_user, mode=0600, dir="${if def:home {/var/box/$user} else {/var/rest/$user}}"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.expression import Conditional, Literal, Lookup, Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.templates import templates
from smail_lint.rule import Rule

KIND = Kind("SM224", "wrong-type-after-expansion", Severity.WARNING)
_NEEDED = {
    ("appendfile", "file"): "a path",
    ("appendfile", "dir"): "a path",
    ("reroute", "file"): "a path",
    ("smartuser", "new_user"): "an address",
    (None, "smart_user"): "an address",
}


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each text that must not be empty and may be."""
    for setting, tree in templates(facts.site):
        needed = _NEEDED.get((setting.fact.driver, setting.name))
        empty = _empty_branch(tree) if needed is not None and isinstance(tree, Text) else None
        if empty is not None:
            yield Diagnostic(
                KIND,
                f"`{setting.spelled}` needs {needed}, and one branch of this leaves nothing",
                empty,
                notes=("mail for which that branch counts has nowhere to go",),
                help="write an `else` with what is to be taken then",
            )


def _empty_branch(text: Text) -> Span | None:
    """The part of a text by which it comes out empty; None if it never does by its branches alone."""
    places = [_empty_part(part) for part in text.parts]
    return None if not places or None in places else places[0]


def _empty_part(part: object) -> Span | None:
    """The branch of a part that leaves nothing."""
    if isinstance(part, Literal):
        return part.at if not part.text.strip() else None
    if isinstance(part, Conditional):
        return _of_branches(part.at, part.then, part.otherwise)
    return _of_branches(part.at, part.found, part.missed) if isinstance(part, Lookup) else None


def _of_branches(whole: Span, one: Text, other: Text | None) -> Span | None:
    if other is None or not one.parts or not other.parts:
        return whole
    return _empty_branch(one) or _empty_branch(other)


RULE = Rule(KIND, "0.1", check, __name__, preview=True)
