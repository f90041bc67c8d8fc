"""A path or command needs a value that some mail does not have.

*Why it matters*

Where the file of a mailbox or the command of a pipe cannot be expanded, the message stays in the queue and the log
calls it a mistake of the configuration. Mail of this host has no sending host, and seldom the name of a sender.
Owners, forward files and header fields may fail: they are left out then.

*Flagged*

```transports
audit: driver=pipe;
  cmd="/usr/bin/audit --from=$sender_host", umask=022
```

*Better*

```transports
audit: driver=pipe;
  cmd="/usr/bin/audit --from=$sender", umask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.expression import Command, Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.may_fail import WITHOUT_VALUE, unguarded
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM319", "expansion-may-fail-fatally", Severity.WARNING)

_SETTINGS = ("cmd", "file", "dir")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value in a path or command of a transport that only mail from elsewhere has, without a test."""
    for entry in facts.transports:
        for setting in (entry.setting(name, private=True) for name in _SETTINGS):
            tree = setting.template if setting is not None and setting.at is not None else None
            for one in unguarded(tree, WITHOUT_VALUE) if isinstance(tree, (Text, Command)) else ():
                yield Diagnostic(
                    KIND,
                    f"mail without a value for `{one.name}` stays in the queue",
                    one.at,
                    notes=(f"`{entry.name}` cannot be expanded for mail of this host",),
                    help=_remedy(tree, one.name),
                )


def _remedy(tree: Text | Command | None, name: str) -> str:
    """A test; command lines know none."""
    if isinstance(tree, Command):
        return "leave it out, for command lines know no `if`; programs find the sender in their environment"
    return f"write `${{if def:{name} {{${name}}} else {{none}}}}`"


RULE = Rule(KIND, "0.1", check, __name__)
