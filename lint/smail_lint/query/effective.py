"""What is in force in an entry: every attribute with its value, its default, and where it was written."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from smail_compiler.ir.program import Entry, Setting
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import Attribute, Scalar
from smail_compiler.text.source import Span


class Effective(msgspec.Struct, frozen=True):
    """One attribute of an entry. `at` is None when its value is built in."""

    fact: Attribute
    private: bool
    value: Scalar
    default: Scalar
    at: Span | None

    @property
    def differs(self) -> bool:
        """Whether the entry would be another one without it."""
        return self.fact.repeatable or differ(self.value, self.default)


def differ(value: Scalar, default: Scalar) -> bool:
    """Whether two values are not the same; a switch is no number."""
    return value != default or isinstance(value, bool) != isinstance(default, bool)


def attributes(entry: Entry, *, private: bool) -> tuple[Effective, ...]:
    """One part of an entry: what is written, in that order, then all other attributes that exist.

    A repeatable attribute stands there as often as it is written, and not at all when it is not.
    """
    written = entry.private if private else entry.generic
    found = [_written(entry, one, private) for one in written]
    names = {one.name for one in written}
    rest = (fact for fact in known(entry, private) if fact.name not in names and not fact.repeatable)
    return (*found, *(_default(entry, fact, private) for fact in rest))


def known(entry: Entry, private: bool) -> Iterator[Attribute]:
    """The attributes a part of an entry may have; none for the part of an unknown driver."""
    driver = entry.driver if private else None
    if private and facts.driver_named(entry.kind, entry.driver) is None:
        return
    for name, fact in facts.attributes(entry.kind, driver).items():
        if name == fact.name:
            yield fact


def _written(entry: Entry, one: Setting, private: bool) -> Effective:
    return Effective(one.fact, private, one.value, _default_value(entry, one.fact, private), one.at)


def _default(entry: Entry, fact: Attribute, private: bool) -> Effective:
    default = _default_value(entry, fact, private)
    one = Effective(fact, private, default, default, None)
    return msgspec.structs.replace(one, value=entry.driver) if names_driver(one) else one


def _default_value(entry: Entry, fact: Attribute, private: bool) -> Scalar:
    if fact.repeatable:
        return None
    return entry.defaults.get((private, fact.name), fact.default)


def names_driver(one: Effective) -> bool:
    """Whether it is the attribute that an entry is never written without."""
    return one.fact.name == "driver" and not one.private


def as_configured(entry: Entry, edition: str) -> tuple[Effective, ...]:
    """What must be written for an entry like this built-in one: everything that is not so by itself in an edition."""
    usual = facts.defaults(entry.kind, entry.driver, edition=edition)
    every = (*attributes(entry, private=False), *attributes(entry, private=True))
    return tuple(one for one in every if _must_be_written(one, usual.get((one.private, one.fact.name))))


def _must_be_written(one: Effective, usual: Scalar) -> bool:
    return names_driver(one) or differ(one.value, usual)
