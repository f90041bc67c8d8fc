"""A spool directory that is not laid out as the queue needs it.

*Why it matters*

Mail that waits lies in `input` below a spool directory, its locks and logs in `lock` and `msglog`, and what cannot be
handled in `error`. Without `auto_mkdir` nobody makes these, and no mail is accepted until they are there. Whoever may
write there puts mail into the queue in anybody's name, or takes some out. Further spool directories are for the day
on which the first is full; on the same file system they are full on the same day. What the machine has is asked with
`--system` or `--manifest`.

*Flagged*

```config
spool_dirs = /var/spool/smail
-auto_mkdir
```
```manifest.toml
schema_version = 1
[files."/var/spool/smail"]
kind = "directory"
mode = "0755"
owner = 8
group = 8
[files."/var/spool/smail/input"]
exists = false
```

*Better*

```config
spool_dirs = /var/spool/smail
```
```manifest.toml
schema_version = 1
[files."/var/spool/smail"]
kind = "directory"
mode = "0755"
owner = 8
group = 8
[files."/var/spool/smail/input"]
exists = false
```
"""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Setting
from smail_compiler.text.diagnostic import Diagnostic, Kind, Severity, labelled
from smail_lint.facts.machine import Machine
from smail_lint.facts.site_facts import SiteFacts
from smail_lint.facts.spool_dirs import Spool, spool_dirs
from smail_lint.rule import Rule

KIND = Kind("SM723", "spool-layout", Severity.WARNING)


def check(facts: SiteFacts) -> Iterator[Diagnostic]:
    """Each spool directory of the machine that lacks something, or that is no help beside another."""
    making = facts.site.variables["auto_mkdir"]
    spools = tuple(spool_dirs(facts.site, facts.machine))
    for spool in spools:
        yield from _not_directories(spool)
        yield from _open(spool)
        if spool.missing and making.value is not True:
            yield _missing(spool, making)
    if len(spools) > 1:
        yield from _on_one_file_system(spools, facts.machine)


def _missing(spool: Spool, making: Setting) -> Diagnostic:
    return Diagnostic(
        KIND,
        f"{_listed(spool.missing)} {'is' if len(spool.missing) == 1 else 'are'} missing on the machine",
        spool.at,
        labels=labelled(making.at, "nobody makes them"),
        notes=("no mail is accepted without them",),
        help="make them for the account of the mailer, or write `+auto_mkdir`",
    )


def _on_one_file_system(spools: tuple[Spool, ...], machine: Machine) -> Iterator[Diagnostic]:
    """Directories that are full when an earlier one is."""
    first: dict[int, str] = {}
    for spool in spools:
        stamp = machine.stamp(spool.path)
        other = first.setdefault(stamp.device, spool.path) if stamp is not None else spool.path
        if other != spool.path:
            yield Diagnostic(
                KIND,
                f"`{spool.path}` is on the file system of `{other}`, and full together with it",
                spool.at,
                help="name a directory on another file system, or leave this one out",
            )


def _not_directories(spool: Spool) -> Iterator[Diagnostic]:
    for path in spool.others:
        yield Diagnostic(
            KIND,
            f"`{path}` is no directory",
            spool.at,
            notes=("mail that waits has no place there",),
            help="move away what is there",
        )


def _open(spool: Spool) -> Iterator[Diagnostic]:
    for path, mode in spool.open:
        yield Diagnostic(
            KIND,
            f"every account may write `{path}`, it has the mode {mode:04o}",
            spool.at,
            notes=("mail that waits can be made up and taken away there",),
            help=f"run `chmod o-w {path}` on that machine",
        )


def _listed(paths: tuple[str, ...]) -> str:
    return ", ".join(f"`{path}`" for path in paths)


RULE = Rule(KIND, "0.1", check, __name__)
