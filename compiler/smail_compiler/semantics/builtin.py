"""Built-in entries as parts of the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from smail_compiler.ir.program import Entry, Setting
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind, Scalar, ValueType
from smail_compiler.semantics import builtin_tables
from smail_compiler.semantics.builtin_tables import BuiltIn, Values
from smail_compiler.semantics.settings import built_in

_TABLES = {
    FileKind.DIRECTOR: builtin_tables.DIRECTORS,
    FileKind.ROUTER: builtin_tables.ROUTERS,
    FileKind.TRANSPORT: builtin_tables.TRANSPORTS,
}


@cache
def built_in_entries(kind: FileKind) -> tuple[Entry, ...]:
    """The compiled-in list of a kind of file."""
    return tuple(_entry(kind, one) for one in _TABLES[kind])


def _entry(kind: FileKind, one: BuiltIn) -> Entry:
    """One of them, with its driver written out."""
    generic = _settings(kind, None, {"driver": one.driver, **one.generic})
    private = _settings(kind, one.driver, one.private)
    return Entry(
        kind,
        one.name,
        one.driver,
        generic,
        private,
        None,
        None,
        known=True,
        defaults=_defaults(kind, one.driver, generic),
    )


def _settings(kind: FileKind, driver: str | None, values: Values) -> tuple[Setting, ...]:
    """Values by canonical name as settings without a place."""
    known = facts.attributes(kind, driver)
    return tuple(built_in(known[name], value) for name, value in values.items())


def _defaults(kind: FileKind, driver: str, generic: tuple[Setting, ...]) -> Mapping[tuple[bool, str], Scalar]:
    """The facts table's defaults with every switch off but those that others bring along."""
    values = dict(facts.defaults(kind, driver))
    for private, owner in ((False, None), (True, driver)):
        for fact in facts.attributes(kind, owner).values():
            if fact.type is ValueType.BOOLEAN and not (driver == "tcpsmtp" and fact.name in ("crlf", "dots")):
                values[private, fact.name] = False
    for one in generic:
        if one.value is True:
            values.update(((False, name), True) for name in one.fact.implies)
    return values
