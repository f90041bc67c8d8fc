"""A custom template for a trace or address field.

*Why it matters*

Other hosts and people who look for the way of a message read `Received:`, `Return-Path:` and `From:` by their form
(RFC 5321, section 4.4). A template that forgets a part, or puts text of strangers where a comment is to be, makes
fields that cannot be read. The built-in ones are right. Some sites have good reasons, so the rule runs only when it
is selected: `--select SM807`.

*Flagged*

```config
received_field = "Received: by $primary_name id $message_id; $spool_date"
```

*Better*

```config
hostnames = mx.example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import removed
from smail_lint.rule import Rule

KIND = Kind("SM807", "header-template-discouraged", Severity.WARNING)
_FIELDS = ("received_field", "return_path_field", "from_field")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each of these templates that is another than the built-in one."""
    for name in _FIELDS:
        one = facts.site.variables[name]
        if one.at is not None and one.value is not None and one.value != one.fact.default:
            yield Diagnostic(
                KIND,
                f"`{one.spelled}` replaces a template that other programs know how to read",
                one.at,
                help="leave it to its default, and add a header of your own to transports instead",
                fix=Fix("leave it to its default", "show", removed(one)),
            )


RULE = Rule(KIND, "0.1", check, __name__, fix="show", preview=True)
