"""Look-ups in the facts table: who owns a name, what a driver takes, what holds when nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from smail_compiler.schema.attribute import Attribute, FileKind, Scalar
from smail_compiler.schema.dialects import BASE, EXTENDED, OLD

DEFAULT_DRIVER: Mapping[FileKind, str] = MappingProxyType(
    {FileKind.DIRECTOR: "pathalias", FileKind.ROUTER: "pathalias", FileKind.TRANSPORT: "pipe"}
)
"""The driver of an entry that names none; that of directors does not exist (reference semantics, section 2.4)."""


class Table(msgspec.Struct, frozen=True):
    """The packaged table: other spellings and first dialect of drivers by kind of file, and every setting."""

    driver_spellings: Mapping[str, Mapping[str, str]]
    driver_since: Mapping[str, Mapping[str, str]]
    attributes: tuple[Attribute, ...]


@cache
def table() -> Table:
    """The facts table, read once."""
    return msgspec.json.decode(Path(__file__).with_name("facts.json").read_bytes(), type=Table)


@cache
def _sections(extended: bool, edition: str = BASE) -> Mapping[tuple[FileKind, str | None], Mapping[str, Attribute]]:
    """Settings by owner, under every spelling; with `extended` those that only the extended dialect has, too."""
    found: dict[tuple[FileKind, str | None], dict[str, Attribute]] = {}
    for fact in table().attributes:
        one = fact.as_of_old if edition == OLD else fact
        if extended or one.since != EXTENDED:
            section = found.setdefault((one.kind, one.driver), {})
            section.update(dict.fromkeys((one.name, *one.spellings), one))
    return {owner: MappingProxyType(section) for owner, section in found.items()}


def attributes(
    kind: FileKind, driver: str | None = None, *, extended: bool = False, edition: str = BASE
) -> Mapping[str, Attribute]:
    """The settings of a driver by name and by every other spelling; without driver the generic ones.

    Empty for a driver that does not exist; any spelling of the driver will do. With `extended` those of the extended
    dialect are among them. Those of both editions of Smail are there in either, with the defaults of `edition`.
    """
    name = None if driver is None else driver_named(kind, driver, extended=extended) or driver
    return _sections(extended, edition).get((kind, name), MappingProxyType({}))


def drivers(kind: FileKind, *, extended: bool = False) -> tuple[str, ...]:
    """The drivers of a kind of file under their canonical names."""
    return tuple(driver for owner, driver in _sections(extended) if owner is kind and driver is not None)


def driver_named(kind: FileKind, name: str, *, extended: bool = False) -> str | None:
    """The canonical name of a driver, None when this kind of file has no such driver."""
    canonical = table().driver_spellings.get(kind.value, {}).get(name, name)
    return canonical if (kind, canonical) in _sections(extended) else None


def driver_spellings(kind: FileKind) -> tuple[str, ...]:
    """Every name a driver of this kind of file may be given."""
    return (*drivers(kind), *table().driver_spellings.get(kind.value, {}))


def driver_since(kind: FileKind, name: str) -> str | None:
    """The dialect a driver came with, None when every dialect has it."""
    return table().driver_since.get(kind.value, {}).get(name)


@cache
def _owners() -> Mapping[str, tuple[Attribute, ...]]:
    """Settings by spelling, wherever they live."""
    found: dict[str, list[Attribute]] = {}
    for section in _sections(False).values():
        for spelled, one in section.items():
            found.setdefault(spelled, []).append(one)
    return {spelled: tuple(ones) for spelled, ones in found.items()}


def owners_of(name: str) -> tuple[Attribute, ...]:
    """Every setting of that spelling in any file: config, then directors, routers, transports."""
    return _owners().get(name, ())


@cache
def defaults(
    kind: FileKind, driver: str | None, extended: bool = False, edition: str = BASE
) -> Mapping[tuple[bool, str], Scalar]:
    """What holds in an entry of this driver for what it does not write; keys are (private, canonical name).

    These are the flags of configured entries (reference semantics, sections 6 and 13 to 16), not of built-in ones.
    """
    found: dict[tuple[bool, str], Scalar] = {}
    for private, owner in ((False, None), (True, driver)):
        if not private or owner is not None:
            known = attributes(kind, owner, extended=extended, edition=edition)
            found.update(((private, one.name), one.default) for one in known.values())
    return MappingProxyType({**found, **_forced(kind, driver)})


def _forced(kind: FileKind, driver: str | None) -> Mapping[tuple[bool, str], Scalar]:
    """What a driver switches on in the generic part whatever is written: tcpsmtp sends CRLF and doubles dots."""
    if kind is FileKind.TRANSPORT and driver is not None and driver_named(kind, driver) == "tcpsmtp":
        return {(False, "crlf"): True, (False, "dots"): True}
    return {}
