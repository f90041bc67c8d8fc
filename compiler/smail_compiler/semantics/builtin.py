"""Built-in entries as parts of the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from smail_compiler.ir.program import Entry, Setting
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind, Scalar, ValueType
from smail_compiler.schema.dialects import BASE, OLD
from smail_compiler.semantics import builtin_old, builtin_tables
from smail_compiler.semantics.builtin_tables import BuiltIn, Values
from smail_compiler.semantics.settings import built_in

_TABLES = {
    FileKind.DIRECTOR: builtin_tables.DIRECTORS,
    FileKind.ROUTER: builtin_tables.ROUTERS,
    FileKind.TRANSPORT: builtin_tables.TRANSPORTS,
}


_OLD_TABLES = {
    FileKind.DIRECTOR: builtin_old.OLD_DIRECTORS,
    FileKind.ROUTER: builtin_old.OLD_ROUTERS,
    FileKind.TRANSPORT: builtin_old.OLD_TRANSPORTS,
}


@cache
def built_in_entries(kind: FileKind, edition: str = BASE) -> tuple[Entry, ...]:
    """The compiled-in list of a kind of file, in an edition of Smail."""
    tables = _OLD_TABLES if edition == OLD else _TABLES
    return tuple(_entry(kind, one, edition) for one in tables[kind])


def _entry(kind: FileKind, one: BuiltIn, edition: str) -> Entry:
    """One of them, with its driver written out."""
    generic = _settings(kind, None, {"driver": one.driver, **one.generic}, edition)
    private = _settings(kind, one.driver, one.private, edition)
    return Entry(
        kind,
        one.name,
        one.driver,
        generic,
        private,
        None,
        None,
        known=True,
        defaults=_defaults(kind, one.driver, generic, edition),
    )


def _settings(kind: FileKind, driver: str | None, values: Values, edition: str) -> tuple[Setting, ...]:
    """Values by canonical name as settings without a place."""
    known = facts.attributes(kind, driver, edition=edition)
    return tuple(built_in(known[name], value) for name, value in values.items())


def _defaults(
    kind: FileKind, driver: str, generic: tuple[Setting, ...], edition: str
) -> Mapping[tuple[bool, str], Scalar]:
    """The facts table's defaults with every switch off but those that others bring along."""
    values = dict(facts.defaults(kind, driver, edition=edition))
    for private, owner in ((False, None), (True, driver)):
        for fact in facts.attributes(kind, owner).values():
            if fact.type is ValueType.BOOLEAN and not (driver == "tcpsmtp" and fact.name in ("crlf", "dots")):
                values[private, fact.name] = False
    for one in generic:
        if one.value is True:
            values.update(((False, name), True) for name in one.fact.implies)
    return values
