"""A path is built from data that may hold slashes.

*Why it matters*

A local part may be `../../etc/passwd`. Mail is then written to, or lists are read from, a place that the sender
chose. Silent: `check_user` refuses names with a slash, forward directors never look at them, logins and well-formed
names have none, and the standard transport `file` is made for paths that directors name.

*Flagged*

```transports
boxes:
        driver=appendfile, local;
        dir=/srv/mail/${lc:user}
```
```directors
boxes:
        driver=smartuser;
        new_user=$user, transport=boxes
```

*Better*

```transports
boxes:
        driver=appendfile, local;
        dir=/srv/mail/${lc:user}, check_user
```
```directors
boxes:
        driver=smartuser;
        new_user=$user, transport=boxes
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.flow_words import findings
from smail_lint.facts.flows import Harm
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM507", "path-traversal", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each value from the wire in a path that can hold a slash."""
    return findings(
        facts,
        KIND,
        Harm.PATH,
        "`{it}` may hold slashes and lead to any file",
        "add `check_user`, write `${{make_filename:{name}}}`, or let only logins and well-formed names come here",
    )


RULE = Rule(KIND, "0.1", check, __name__)
