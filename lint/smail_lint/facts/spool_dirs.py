"""The spool directories and what a machine says of their parts (user's guide, locations)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Site
from smail_compiler.text.source import Span
from smail_lint.facts.list_items import items
from smail_lint.facts.machine import OTHERS_WRITE, Machine

PARTS = ("input", "lock", "msglog", "error")
"""The directories that each spool directory must have."""


class Spool(msgspec.Struct, frozen=True):
    """A spool directory by its absolute path, where it is written, what of it is missing, what is something else
    than a directory, and which directories every account may write, with their modes."""

    path: str
    at: Span
    missing: tuple[str, ...]
    others: tuple[str, ...]
    open: tuple[tuple[str, int], ...] = ()


def spool_dirs(site: Site, machine: Machine) -> Iterator[Spool]:
    """Each absolute path of `spool_dirs`, once; what the machine does not tell is taken to be right."""
    setting = site.variables["spool_dirs"]
    written = dict(items(setting)) if setting.at is not None else {}
    for name in dict.fromkeys(str(setting.value or "").split(":")):
        if name.startswith("/"):
            path = posixpath.normpath(name)
            yield _spool(machine, path, written.get(name) or site.start)


def _spool(machine: Machine, path: str, at: Span) -> Spool:
    whole = machine.path(path)
    if whole is not None and not whole.exists:
        return Spool(path, at, (path,), ())
    if whole is not None and whole.kind != "directory":
        return Spool(path, at, (), (path,))
    parts = [(posixpath.join(path, name), machine.path(posixpath.join(path, name))) for name in PARTS]
    directories = [
        (name, state.mode) for name, state in ((path, whole), *parts) if state is not None and state.exists
    ]
    missing = tuple(name for name, state in parts if state is not None and not state.exists)
    others = tuple(name for name, state in parts if state is not None and state.exists and state.kind != "directory")
    return Spool(path, at, missing, others, tuple(one for one in directories if one[1] & OTHERS_WRITE))
