"""A command for mail that does not read it.

*Why it matters*

The letter is written to the command. One that ends without reading breaks the pipe, and a letter that does not fit
into its buffer then counts as failed: the sender is told so, though the command did its work. The built-in transport
`pipe` has `ignore_write_errors` for that; this one has not.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
bell: "|/usr/bin/touch /var/run/bell"
```
```transports
pipe: driver=pipe, local, from, return_path, received, max_addrs=1;
    cmd="/bin/sh -c ${shquote:user}", parent_env, pipe_as_user
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch
user: driver=user; transport=local
```
```aliases
postmaster: anna
abuse: anna
bell: "|/usr/bin/touch /var/run/bell; cat >/dev/null"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Label, Severity
from smail_lint.facts.alias_search import targets_with
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM619", "forward-pipe-ignores-stdin", Severity.WARNING)

_COMMAND = re.compile(rb"\|[ \t]*(?:/[a-z/]*/)?(?:true|false|touch|echo|printf|date|exit|sleep|kill|:)\b")
_READS = re.compile(r"[<;&|]|\bcat\b|\bread\b")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each command that is known not to read, where the transport takes that for a failure."""
    transport = facts.site.transport("pipe")
    if (
        transport is None
        or transport.at is None
        or not transport.known
        or transport.value("ignore_write_errors", private=True)
    ):
        return
    for target in targets_with(facts.site, _COMMAND):
        name = target.target.split(maxsplit=1)[0].rpartition("/")[2] if target.target.strip() else ""
        if target.kind == "pipe" and name in _DEAF and not _READS.search(target.target):
            yield Diagnostic(
                KIND,
                f"`{name}` does not read the mail that it is given",
                target.at,
                labels=(Label(transport.at, "counts that as a failure"),),
                notes=("a letter larger than the pipe's buffer is sent back",),
                help="add `; cat >/dev/null` to the command, or `ignore_write_errors` to the transport",
            )


_DEAF = frozenset({"true", "false", "touch", "echo", "printf", "date", "exit", "sleep", "kill", ":"})

RULE = Rule(KIND, "0.1", check, __name__)
