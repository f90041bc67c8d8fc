"""What is set differently in two programs, beside the way of any address."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_runtime.table.base import Record
from smail_runtime.table.program import Program

PLACES = frozenset({"at"})


class Unlike(msgspec.Struct, frozen=True):
    """An entry, or the variables, with the fields that differ; no fields where only one program has the entry."""

    kind: str
    name: str
    fields: tuple[str, ...]
    only: str | None = None


def unlike(old: Program, new: Program) -> tuple[Unlike, ...]:
    """All that differs, entry by entry; the order of directors and routers is a field `order` of its own."""
    found = [Unlike("variables", "", tuple(_fields(old.variables, new.variables)))]
    for kind in ("directors", "routers", "transports"):
        found += _entries(kind, getattr(old, kind), getattr(new, kind))
    for kind in ("retry", "qualify"):
        if _bare(getattr(old, kind)) != _bare(getattr(new, kind)):
            found.append(Unlike(kind, "", ("rows",)))
    return tuple(one for one in found if one.fields or one.only)


def unlike_transports(old: Program, new: Program) -> frozenset[str]:
    """The names of transports that both have and that are set differently."""
    found = _entries("transports", old.transports, new.transports)
    return frozenset(one.name for one in found if one.fields)


def _entries(kind: str, old: tuple[Record, ...], new: tuple[Record, ...]) -> Iterator[Unlike]:
    before, after = ({_name(one): one for one in reversed(entries)} for entries in (old, new))
    for name in dict.fromkeys((*map(_name, old), *map(_name, new))):
        if name not in before or name not in after:
            yield Unlike(kind, name, (), "new" if name in after else "old")
        elif fields := tuple(_fields(before[name], after[name])):
            yield Unlike(kind, name, fields)
    shared = [[name for name in map(_name, entries) if name in before and name in after] for entries in (old, new)]
    if kind != "transports" and shared[0] != shared[1]:
        yield Unlike(kind, "", ("order",))


def _name(entry: Record) -> str:
    return str(getattr(entry, "name"))  # noqa: B009 - directors, routers and transports have one


def _fields(old: object, new: object) -> Iterator[str]:
    """The fields of two records that differ; those of the driver stand by themselves."""
    if type(old) is not type(new) or not isinstance(old, msgspec.Struct):
        yield "driver"
        return
    for name in old.__struct_fields__:
        one, other = getattr(old, name), getattr(new, name)
        if name in PLACES or _bare(one) == _bare(other):
            continue
        yield from _fields(one, other) if name == "driver" else (name.rstrip("_"),)


def _bare(value: object) -> object:
    """A value without the places in it."""
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if isinstance(value, msgspec.Struct):
        names = (name for name in value.__struct_fields__ if name not in PLACES)
        return (type(value).__name__, *((name, _bare(getattr(value, name))) for name in names))
    return value
