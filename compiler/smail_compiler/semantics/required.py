"""Attributes without which a driver cannot work."""

from __future__ import annotations

from collections.abc import Container

from smail_compiler.ir.program import Entry
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_compiler.semantics import kinds
from smail_compiler.text.diagnostic import Diagnostic

_EITHER = {(FileKind.TRANSPORT, "appendfile"): ("file", "dir")}


def needed(kind: FileKind, driver: str) -> tuple[tuple[str, ...], ...]:
    """The attributes that a driver needs; of several in one place any will do."""
    known = {one.name: one for one in facts.attributes(kind, driver).values()}
    either = _EITHER.get((kind, driver))
    return (*((one.name,) for one in known.values() if one.required), *((either,) if either else ()))


def missing_attributes(entry: Entry, refused: Container[str]) -> tuple[Diagnostic, ...]:
    """What is said of an entry that lacks a driver attribute it needs; `refused` were given badly, not left out."""
    return tuple(
        _missing(entry, names)
        for names in needed(entry.kind, entry.driver)
        if all(entry.value(name, private=True) is None and name not in refused for name in names)
    )


def _missing(entry: Entry, names: tuple[str, ...]) -> Diagnostic:
    """One attribute, or one of several, is not there."""
    assert entry.at is not None
    listed = " or ".join(f"`{name}`" for name in names)
    meaning = facts.attributes(entry.kind, entry.driver)[names[0]].meaning
    return Diagnostic(
        kinds.MISSING_ATTRIBUTE,
        f"`{entry.name}` needs {listed}, without which the driver `{entry.driver}` cannot work",
        entry.at,
        notes=(f"`{names[0]}`: {meaning}",),
        help=f"add `{names[0]}=...` behind the `;`",
    )
