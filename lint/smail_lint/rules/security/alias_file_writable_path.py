"""An alias file that others may change goes into the table.

*Why it matters*

With `modemask` a director says which permission bits its file must not have, so that nobody adds a command to it.
Smail looks at them for each address. Here the file is read once, when the table is made, and no file that fails is
taken.

*Flagged*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch, modemask=0644
```

```aliases
info: root
```

*Better*

```directors
aliases: driver=aliasfile; file=aliases, proto=lsearch, modemask=002
```

```aliases
info: root
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity
from smail_compiler.text.source import Span
from smail_lint.facts.file_modes import Opening, openings
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM529", "alias-file-writable-path", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each compiled alias file with a permission bit that its director forbids."""
    for one in openings(facts.site):
        yield Diagnostic(
            KIND,
            f"`{one.path}` has the mode {one.mode:04o}, of which `modemask` forbids {one.forbidden:04o}",
            _place(one, facts),
            help=f"run `chmod {one.mode & ~one.forbidden:04o} {one.path}`, or change the mask",
        )


def _place(one: Opening, facts: SiteFacts) -> Span:
    """The value of `modemask`; of a built-in director the start of the file."""
    setting = one.director.setting("modemask", private=True)
    at = setting and (setting.value_at or setting.at)
    return at or facts.site.aliases[one.director.name].source.span(0)


RULE = Rule(KIND, "0.1", check, __name__)
