"""A list with an empty item, or with blanks around a colon.

*Why it matters*

Lists are cut at colons and nowhere else. A blank belongs to the item beside it, and ` example.org` is the name of no
host; an empty item matches nothing, or stands for the empty name.

*Flagged*

```config
hostnames = "mx.example.org: example.org"
```

*Better*

```config
hostnames = "mx.example.org:example.org"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.as_written import Written
from smail_lint.facts.cut_values import is_cut
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM217", "malformed-colon-list", Severity.WARNING)
_KINDS = frozenset({"domain_list", "hostname", "user", "group", "path"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each empty item, and each that begins or ends with a blank, in lists of names and paths.

    A list that ends at a blank for want of quotes is a finding already.
    """
    for one in facts.written:
        listed = one.fact.separator == ":" and one.fact.value_kind in _KINDS and one.value.strip()
        if listed and not is_cut(one.node.at, facts.diagnostics):
            for item, at in one.items():
                if not item.strip():
                    yield _empty(one, at)
                elif item != item.strip():
                    yield _blanks(one, item, at)


def _empty(one: Written, at: Span) -> Diagnostic:
    first, last = at.start <= one.within(0, 1).start, at.start >= one.within(len(one.value) - 1, len(one.value)).start
    plain = b"\\" not in one.raw and at.text == ":" and (first or not last)
    return Diagnostic(
        KIND,
        f"`{one.node.name}` has an empty item here",
        at,
        help="remove one of the colons",
        fix=Fix("remove the colon", "unsafe", (Edit(at, ""),)) if plain else None,
    )


def _blanks(one: Written, item: str, at: Span) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"the blank belongs to the item, which is {item!r}",
        at,
        help="remove the blanks around the colon",
        fix=Fix("remove the blanks", "unsafe", (Edit(at, item.strip()),)) if b"\\" not in one.raw else None,
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
