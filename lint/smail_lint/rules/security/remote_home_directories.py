"""Forward files are read in homes that others fill from outside.

*Why it matters*

Whoever may send files to this host by UUCP or FTP can put a forward file into the home of that account. With
`unsecure` such files may name addresses, but neither files nor commands. Which of these accounts there are is
asked with `--system` or `--manifest`.

*Flagged*

```directors
dotforward: driver=forwardfile; file=~/.forward, checkowner, modemask=022
```

```manifest.toml
schema_version = 1
[users.ftp]
uid = 14
gid = 50
home = "/srv/ftp"
[files."/srv/ftp"]
kind = "directory"
mode = "0755"
owner = 0
group = 0
```

*Better*

```directors
dotforward: driver=forwardfile; file=~/.forward, checkowner, modemask=022, unsecure=~ftp
```

```manifest.toml
schema_version = 1
[users.ftp]
uid = 14
gid = 50
home = "/srv/ftp"
[files."/srv/ftp"]
kind = "directory"
mode = "0755"
owner = 0
group = 0
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.text.diagnostic import Diagnostic, Fix, Kind, Severity
from smail_lint.facts.forward_files import HomeFile, home_files, names_account
from smail_lint.facts.machine import Machine
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.fix.edits import added
from smail_lint.rule import Rule

KIND = Kind("SM527", "remote-home-directories", Severity.WARNING)

_FILLED = ("ftp", "uucp", "nuucp")


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each director of files in homes that leaves out an account of this machine which others fill."""
    for one in home_files(facts.site):
        for login in _FILLED:
            home = _home(facts.machine, login)
            if home is not None and not _named(one, login, home, facts.machine):
                text = f"unsecure=~{login}"
                written = one.entry.setting("unsecure", private=True) is not None
                yield Diagnostic(
                    KIND,
                    f"`{login}` is filled from outside, and its forward file may name commands",
                    one.file.place or facts.site.start,
                    notes=(f"its home is `{home}`",),
                    help=f"add `~{login}` to `unsecure`",
                    fix=None if written else Fix(f"add `{text}`", "show", added(one.file, text)),
                )


def _home(machine: Machine, login: str) -> str | None:
    """The home of an account that is known to be there."""
    account = machine.account(login)
    there = account is not None and account.exists and machine.exists(account.home)
    return account.home if account is not None and there else None


def _named(one: HomeFile, login: str, home: str, machine: Machine) -> bool:
    """Whether `unsecure` or `caution` holds the account or its home; a directory does not mean those below it."""
    uid = machine.uid(login) or 0
    for name in ("unsecure", "caution"):
        written = one.entry.value(name, private=True)
        listed = isinstance(written, str) and any(_same(home, item.strip()) for item in written.split(":"))
        if listed or names_account(written, login, uid):
            return True
    return one.entry.value("caution", private=False) is True


def _same(home: str, directory: str) -> bool:
    return directory.startswith("/") and home.rstrip("/") == directory.rstrip("/")


RULE = Rule(KIND, "0.1", check, __name__, fix="show")
