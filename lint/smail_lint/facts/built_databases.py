"""Databases that a program makes of a text beside them: DBM files, which Smail searches in the place of the text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Entry, Setting, Site
from smail_lint.facts.host_paths import Named, constant_file
from smail_lint.facts.machine import Machine, Stamp

_ENDS = (".pag", ".db")


class Built(msgspec.Struct, frozen=True):
    """A text and the database made of it, both of known age: the setting that names them and their paths."""

    entry: Entry
    setting: Setting
    text: str
    database: str
    behind: int
    """Seconds by which the text is younger than the database; negative when it is older."""


def built_databases(site: Site, machine: Machine) -> Iterator[Built]:
    """Each database of proto dbm with a text beside it, as far as the machine tells of both."""
    for entry in (*site.directors, *site.routers):
        named = constant_file(site, entry) if entry.value("proto", private=True) == "dbm" else None
        text = machine.stamp(named.path) if named is not None else None
        found = _newest(machine, named) if named is not None else None
        if named is not None and text is not None and found is not None:
            path, stamp = found
            yield Built(entry, named.setting, named.path, path, text.modified - stamp.modified)


def _newest(machine: Machine, named: Named) -> tuple[str, Stamp] | None:
    """The youngest of the files that may be the database."""
    asked = ((named.path + end, machine.stamp(named.path + end)) for end in _ENDS)
    there = [(path, stamp) for path, stamp in asked if stamp is not None]
    return max(there, key=lambda one: one[1].modified, default=None)
