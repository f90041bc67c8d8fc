"""Branches that are always taken, or never, where they stand."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.schema.attribute import FileKind
from smail_compiler.syntax.expression import Condition, Conditional, Junction, Not, Property
from smail_compiler.syntax.walking import nodes_of


class Decided(msgspec.Struct, frozen=True):
    """A conditional whose condition is the same for all mail; `entry` is the transport that decides it, if any."""

    conditional: Conditional
    holds: bool
    entry: Entry | None


def decided(site: Site) -> Iterator[Decided]:
    """The conditionals of `dest:` and `xform:` that are decided by the transport, or by there being none yet."""
    for entry in site.entries:
        transport = entry if entry.kind is FileKind.TRANSPORT else None
        for setting in entry.settings if entry.known else ():
            yield from _in(setting, transport)


def _in(setting: Setting, transport: Entry | None) -> Iterator[Decided]:
    if setting.at is None:
        return
    for one in nodes_of(Conditional, *setting.trees):
        holds = _truth(one.condition, transport)
        if holds is not None:
            yield Decided(one, holds, transport)


def _truth(condition: Condition, transport: Entry | None) -> bool | None:
    """Whether it holds for all mail or for none; None when that depends."""
    if isinstance(condition, Property):
        return _property(condition, transport)
    if isinstance(condition, Not):
        inside = condition.condition
        if transport is None and isinstance(inside, Property) and inside.name.lower() == "xform":
            return False
        truth = _truth(inside, transport)
        return None if truth is None else not truth
    if isinstance(condition, Junction):
        return _junction(condition, transport)
    return None


def _junction(condition: Junction, transport: Entry | None) -> bool | None:
    deciding = condition.operator == "or"
    truths = [_truth(one, transport) for one in condition.conditions]
    if deciding in truths:
        return deciding
    return None if None in truths else not deciding


def _property(condition: Property, transport: Entry | None) -> bool | None:
    name, word = condition.name.lower(), condition.word
    if name not in ("dest", "xform") or word not in ("local", "remote") or (name, word) == ("xform", "remote"):
        return None
    if transport is None:
        return False
    local = transport.value("local", private=False) is True
    if name == "xform":
        return local or transport.value("local_xform", private=False) is True
    return local is (word == "local")
