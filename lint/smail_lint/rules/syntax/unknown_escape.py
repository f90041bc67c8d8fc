r"""A backslash in quotes before a letter or digit that it gives no meaning.

*Why it matters*

In quotes only `\b \f \n \r \t \v`, `\e` (escape), `\g` (bell), octal and `\x` numbers mean something. Before
anything else the backslash just vanishes, so a pattern such as `"\d+"` becomes `d+`. `\a` is the letter a here, and
the letters of a hexadecimal number count 0 to 5: `\x4a` is not the J that C makes of it.

*Flagged*

```transports
local: driver=appendfile, local, from, unix_from_hack;
  file=/var/mail/${lc:user}, mode=0600, suffix="\n\q"
```

*Better*

```transports
local: driver=appendfile, local, from, unix_from_hack;
  file=/var/mail/${lc:user}, mode=0600, suffix="\nq"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM110", "unknown-escape", Severity.WARNING)
_ESCAPE = re.compile(rb"(?s)\\(?:[xX](?P<hex>[0-9a-fA-F]*)|[0-7]+|(?P<letter>.))")
_KNOWN = b"bfnrtveg"


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each escape of a letter or digit that stands for itself, and each hexadecimal one that is not as in C."""
    for one in facts.written:
        at = one.node.value_at
        if at is None or not one.raw.startswith(b'"') or b"\\" not in one.raw:
            continue
        for escape in _ESCAPE.finditer(one.raw):
            place = at.source.span(at.start + escape.start(), at.start + escape.end())
            letter, digits = escape["letter"] or b"", escape["hex"]
            if letter.isalnum() and letter not in _KNOWN:
                yield _unknown(place, letter.decode("latin-1"))
            elif digits is not None and not digits.isdigit():
                yield _otherwise(place, digits.decode())


def _unknown(at: Span, letter: str) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"`\\{letter}` has no meaning and stands for `{letter}`",
        at,
        help=f"drop the backslash, or write `\\\\{letter}` for a backslash that is to stay",
        fix=Fix("keep the backslash", "show", (Edit(at, f"\\\\{letter}"),)),
    )


def _otherwise(at: Span, digits: str) -> Diagnostic:
    if not digits:
        return Diagnostic(KIND, "`\\x` has no digits, and gives a NUL", at, help="write the number in octal: `\\101`")
    meant = int(digits[-2:], 16)
    return Diagnostic(
        KIND,
        f"`\\x{digits}` is not the character that C makes of it",
        at,
        notes=("the letters a to f count 0 to 5 in such a number",),
        help=f"write it in octal: `\\{meant:03o}`",
        fix=Fix("write it in octal", "show", (Edit(at, f"\\{meant:03o}"),)),
    )


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
