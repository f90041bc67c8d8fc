"""A large file that is read from its start for each message.

*Why it matters*

A look-up of proto `lsearch` in a file with a constant name goes through an index, for such a file is compiled into
the table. Where the name of the file holds data, there is none: the file is read line by line each time, and a large
one makes every message that asks for it wait.

*Flagged*

```smail-check.toml
[parameters.SM617]
bytes = 20
```
```directors
everyone: driver=smartuser;
        new_user=${lookup:user:lsearch{maps/people.$primary_name}then{$value}else{$user}}@hub.example.net
```
```maps/people.mx
anna    anna-at-home
```

*Better*

```smail-check.toml
[parameters.SM617]
bytes = 20
```
```directors
everyone: driver=smartuser;
        new_user=${lookup:user:lsearch{maps/people}then{$value}else{$user}}@hub.example.net
```
```maps/people
anna    anna-at-home
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.parameters import Parameter
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM617", "oversized-lsearch", Severity.WARNING)
LARGEST = Parameter(KIND.code, "bytes", 1_048_576, 1, 1_073_741_824, "bytes of a file that may be read line by line")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each look-up that may read such a file."""
    from smail_lint.facts.scanned_files import scanned_files

    for one in scanned_files(facts.site):
        if one.size > facts.number(LARGEST):
            yield Diagnostic(
                KIND,
                f"this reads `{one.path}`, {one.size} bytes, line by line for each message",
                one.lookup.at,
                notes=("files with constant names are compiled, and then there is an index",),
                help="give the file a constant name, or sort it and take `bsearch`",
            )


RULE = Rule(KIND, "0.1", check, __name__, preview=True, parameters=(LARGEST,))
