"""A mask that is written like permissions.

*Why it matters*

A mask names the bits that are *not* to be there. `modemask=0644` distrusts every file that its owner can read, and
`umask=0644` makes files that nobody can use.

*Flagged*

```transports
keep: driver=pipe, local; cmd="/usr/local/bin/keep", umask=0644
```

*Better*

```transports
keep: driver=pipe, local; cmd="/usr/local/bin/keep", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.semantics.numbers import number_of
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM229", "mask-looks-inverted", Severity.WARNING)
_OWNER_READS = 0o400
_LARGEST = 0o7777


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each mask, written in octal, that takes reading from the owner."""
    for one in facts.written:
        mask = number_of(one.value, 32) if one.fact.value_kind == "mask" else None
        octal = one.value.startswith("0") and not one.value.lower().startswith("0x")
        if mask is None or not octal or not mask & _OWNER_READS or not 0 < mask <= _LARGEST:
            continue
        turned = f"0{0o777 & ~(mask | 0o111):o}"
        yield Diagnostic(
            KIND,
            f"`{one.node.name}` names the bits that are not to be, and here the owner's too",
            one.value_at,
            help=f"for permissions 0{mask & 0o777:o} the mask is `{turned}`",
            fix=Fix("write the complement", "unsafe", (Edit(one.value_at, turned),)),
        )


RULE = Rule(KIND, "0.1", check, __name__, fix="unsafe")
