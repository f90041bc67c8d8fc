"""A name that no host can have.

*Why it matters*

Labels of a host name are letters, digits and hyphens, at most 63 of them, and the whole is at most 253 long
(RFC 1123, section 2.1). What is set here goes into greetings, headers and questions to name servers; other hosts may
refuse it. The rule runs only when it is selected, since names of UUCP have looser rules.

*Flagged*

```config
hostnames = mail_host.example.org
```

*Better*

```config
hostnames = mail-host.example.org
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM218", "invalid-hostname", Severity.WARNING)
_LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
_NAMES = frozenset({"primary_name", "visible_name", "listen_name", "sending_name"})
_LISTS = frozenset({"hostnames", "more_hostnames"})


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each name of this host that breaks the rules for names."""
    for one in facts.written:
        if one.entry is None and one.value.strip():
            listed = one.fact.name in _LISTS
            for item, at in one.items() if listed else [(one.value, one.value_at)]:
                wrong = _wrong(item.strip()) if listed or one.fact.name in _NAMES else None
                if wrong:
                    yield Diagnostic(KIND, f"`{item}` is no host name: {wrong}", at, help="give the name of a host")


def _wrong(name: str) -> str | None:
    """What is wrong with a name; nothing with addresses in brackets and empty items."""
    if not name or name.startswith("["):
        return None
    if len(name) > 253:
        return "it is longer than 253 characters"
    for label in name.removesuffix(".").split("."):
        if not label:
            return "two dots follow each other"
        if len(label) > 63:
            return f"`{label[:12]}...` is longer than 63 characters"
        if not _LABEL.fullmatch(label):
            return f"`{label}` is not made of letters, digits and inner hyphens"
    return None


RULE = Rule(KIND, "0.1", check, __name__)
