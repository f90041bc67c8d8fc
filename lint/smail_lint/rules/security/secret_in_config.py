"""A password stands in a command.

*Why it matters*

The files of the mailer are read by many, kept in backups and in version control, and the arguments of a program
are seen by every account while it runs. What looks like a password after a usual option is reported.

*Flagged*

```transports
send: driver=pipe, local;
  cmd="/usr/bin/send --password=hunter2", umask=022
```

*Better*

```transports
send: driver=pipe, local;
  cmd="/usr/bin/send --password-file=/etc/send.key", umask=022
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from smail_compiler.syntax.expression import Command, Literal, Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.written import written_settings
from smail_lint.rule import Rule

KIND = Kind("SM538", "secret-in-config", Severity.ERROR)

_OPTION = re.compile(
    r"(?i)--?(?:password|passwd|passphrase|secret|token|api-?key)=(?=.)|[a-z][a-z+.-]*://[^/@:]+:[^/@]+@"
)
_WORD = re.compile(r"(?i)--?(?:password|passwd|passphrase|secret|token|api-?key)")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each command with a password that is constant text."""
    for setting, at in written_settings(facts.site):
        if isinstance(setting.template, Command) and _secret(setting.template):
            yield Diagnostic(
                KIND,
                "a password stands in a command, for everybody who sees its arguments",
                setting.value_at or at,
                help="let the program read it from a file that only its account may read",
            )


def _secret(command: Command) -> bool:
    """Whether a word is a password behind `=`, in an address, or behind an option for one."""
    words = [_constant(word) for word in command.words]
    behind = pairwise(words)
    return any(_OPTION.search(word) for word in words) or any(
        _WORD.fullmatch(option) and value and not value.startswith(("-", "/")) for option, value in behind
    )


def _constant(word: Text) -> str:
    """A word without the values in it."""
    return "".join(part.text for part in word.parts if isinstance(part, Literal))


RULE = Rule(KIND, "0.1", check, __name__)
