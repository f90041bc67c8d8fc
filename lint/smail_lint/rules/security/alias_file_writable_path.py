"""An alias file that others may change.

*Why it matters*

An alias can name a command, so whoever may write the file, or may put another in its place, runs programs with the
rights of the mailer. With `modemask` a director says which permission bits its file must not have. Smail looks at
them for each address; here the file is read once, when the table is made, and no file that fails is taken. What the
file and its directory look like on the machine that the mail comes to is asked with `--system` or `--manifest`.

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
from smail_lint.facts.host_paths import Named, Open, database_files, open_to_all
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.rule import Rule

KIND = Kind("SM529", "alias-file-writable-path", Severity.ERROR)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each compiled alias file with a bit that its director forbids, and each that every account may write."""
    for one in openings(facts.site):
        yield Diagnostic(
            KIND,
            f"`{one.path}` has the mode {one.mode:04o}, of which `modemask` forbids {one.forbidden:04o}",
            _place(one, facts),
            help=f"run `chmod {one.mode & ~one.forbidden:04o} {one.path}`, or change the mask",
        )
    for named in database_files(facts.site, "aliasfile"):
        for found in open_to_all(facts.machine, named.path):
            yield _open(named, found, facts)


def _open(named: Named, found: Open, facts: SiteFacts) -> Diagnostic:
    """A file or directory of the machine that every account may write."""
    what = "the directory of the alias file" if found.directory else "the alias file"
    return Diagnostic(
        KIND,
        f"every account may write {what}, `{found.path}` has the mode {found.mode:04o}",
        named.setting.value_at or named.entry.at or facts.site.start,
        notes=("an alias may name a command, which is then run by the mailer",),
        help=f"run `chmod o-w {found.path}` on that machine",
    )


def _place(one: Opening, facts: SiteFacts) -> Span:
    """The value of `modemask`; of a built-in director the start of the file."""
    setting = one.director.setting("modemask", private=True)
    at = None if setting is None else setting.place
    return at or facts.site.aliases[one.director.name].source.span(0)


RULE = Rule(KIND, "0.1", check, __name__)
