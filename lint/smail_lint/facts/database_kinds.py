"""Files and the protocols they are searched with, where both are known."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Entry, Site
from smail_compiler.semantics.config import library
from smail_compiler.semantics.tree import Tree
from smail_compiler.syntax.expression import Lookup
from smail_compiler.text.source import Span
from smail_lint.facts.host_paths import on_host
from smail_lint.facts.machine import Machine
from smail_lint.facts.templates import parts, templates

BUILT = (".pag", ".dir", ".db")
"""How the files end that programs make for `dbm`."""

_DRIVERS = frozenset({"aliasfile", "altuser", "pathalias", "reroute", "rewrite"})


class Searched(msgspec.Struct, frozen=True):
    """A constant file and its protocol; `file_at` and `proto_at` are where they are written.

    `proto_at` is None where the protocol is the default of the driver.
    """

    file: str
    proto: str
    file_at: Span
    proto_at: Span | None


def searched_files(site: Site) -> Iterator[Searched]:
    """Those of directors and routers, then those of look-ups."""
    for entry in (*site.directors, *site.routers):
        if entry.driver in _DRIVERS and entry.known:
            yield from _of_entry(entry)
    for _, tree in templates(site):
        for part, _ in parts(tree):
            if isinstance(part, Lookup) and part.file.constant is not None:
                yield Searched(part.file.constant, part.proto.lower(), part.file.at, None)


def _of_entry(entry: Entry) -> Iterator[Searched]:
    file = entry.setting("pwfile" if entry.driver == "altuser" else "file", private=True)
    proto = entry.value("proto", private=True)
    named = entry.setting("proto", private=True)
    if file is not None and file.place is not None and isinstance(file.value, str) and "$" not in file.value:
        yield Searched(file.value, str(proto or "lsearch"), file.place, None if named is None else named.place)


def is_at_hand(site: Site, name: str) -> bool:
    """Whether a file of that name is below the directory."""
    tree = Tree(site.directory, library(site.variables))
    path = tree.locate(name)
    return path is not None and not tree.lacks(path)


def was_never_built(site: Site, machine: Machine, name: str) -> bool:
    """Whether the machine is known to have none of the files that a `dbm` database of that name may consist of."""
    path = on_host(site, name)
    return posixpath.basename(path) != "" and all(machine.exists(path + end) is False for end in BUILT)
