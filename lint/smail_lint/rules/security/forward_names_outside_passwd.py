"""Forward files are sought outside of homes for any name.

*Why it matters*

A path without `~/` asks for no account: every file in the directory makes an address, also one that somebody put
there, and names with capitals, dots and signs are tried. Lists below smail_lib_dir are meant that way, and a
mailbox that begins with `Forward to` too.

*Flagged*

```directors
forwards: driver=forwardfile;
  file=/u/${lc:user}/.forward, checkowner, modemask=022
```

*Better*

```directors
forwards: driver=forwardfile;
  file=~/.forward, checkowner, modemask=022
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.syntax.expression import Literal, Text
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_lint.facts.file_names import path_variables
from smail_lint.facts.host_paths import on_host
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.taint import canonical
from smail_lint.rule import Rule

KIND = Kind("SM541", "forward-names-outside-passwd", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each forwardfile director with an absolute path that the name alone completes."""
    below = on_host(facts.site, ".").rstrip("/") + "/"
    for entry in facts.site.directors:
        file = entry.setting("file", private=True)
        if entry.driver != "forwardfile" or not entry.known or file is None or file.place is None:
            continue
        tree = file.template
        if entry.value("forwardto", private=True) or not isinstance(tree, Text) or not tree.parts:
            continue
        first = tree.parts[0]
        named = any(canonical(one.name) == "user" for one in path_variables(tree))
        if named and isinstance(first, Literal) and first.text.startswith("/") and not first.text.startswith(below):
            yield Diagnostic(
                KIND,
                f"`{entry.name}` takes any name that has a file, not only accounts",
                file.place,
                help="write `~/` for the home of the account, or keep lists below smail_lib_dir",
            )


RULE = Rule(KIND, "0.1", check, __name__)
