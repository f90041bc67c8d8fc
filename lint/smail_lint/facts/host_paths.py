"""The files that directors name, by their paths on the machine that the configuration is for."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.semantics.config import library
from smail_compiler.syntax.expression import Text
from smail_lint.facts.locating import locating
from smail_lint.facts.machine import OTHERS_WRITE, Machine

_STICKY = 0o1000


class Named(msgspec.Struct, frozen=True):
    """A file with a constant name: the setting that names it and its absolute path."""

    entry: Entry
    setting: Setting
    path: str


class Open(msgspec.Struct, frozen=True):
    """A path that every account may write: the file itself, or the directory in which it could be exchanged."""

    path: str
    mode: int
    directory: bool


def on_host(site: Site, name: str) -> str:
    """A configured name as an absolute path; relative names are below smail_lib_dir."""
    return posixpath.normpath(posixpath.join("/", library(site.variables), name))


def database_files(site: Site, *drivers: str) -> Iterator[Named]:
    """The `file` of directors with these drivers, where it is a constant; built-in entries count."""
    for entry in site.directors:
        named = constant_file(site, entry) if entry.driver in drivers else None
        if named is not None:
            yield named


def constant_file(site: Site, entry: Entry) -> Named | None:
    """The `file` of an entry, where it is a constant."""
    setting = entry.setting("file", private=True)
    if setting is None or not isinstance(setting.value, str) or not _constant(setting):
        return None
    return Named(entry, setting, on_host(site, setting.value))


_DATABASES = {
    "aliasfile": "file",
    "altuser": "pwfile",
    "user": "pwfile",
    "pathalias": "file",
    "rewrite": "file",
    "reroute": "file",
}
_TEXT = (None, "lsearch", "bsearch")


def outside_files(site: Site) -> Iterator[Named]:
    """The text files, not below the directory at hand, that directors and routers cannot do without."""
    locate = locating(site)
    for entry in (*site.directors, *site.routers):
        setting = entry.setting(_DATABASES.get(entry.driver, ""), private=True) if entry.known else None
        optional = entry.value("optional", private=True) is True or entry.value("proto", private=True) not in _TEXT
        if setting is None or optional or not isinstance(setting.value, str) or not _constant(setting):
            continue
        if setting.at is not None and setting.value and locate(setting.value) is None:
            yield Named(entry, setting, on_host(site, setting.value))


def _constant(setting: Setting) -> bool:
    tree = setting.template
    return not isinstance(tree, Text) or tree.constant is not None


def open_to_all(machine: Machine, path: str) -> Iterator[Open]:
    """The path, and its directory, where every account may write them.

    In a directory with the sticky bit others cannot exchange what is not theirs.
    """
    mode = machine.mode(path)
    if mode is not None and mode & OTHERS_WRITE:
        yield Open(path, mode, directory=False)
    above = posixpath.dirname(path)
    mode = machine.mode(above)
    if mode is not None and mode & OTHERS_WRITE and not mode & _STICKY:
        yield Open(above, mode, directory=True)
