"""Programs without their places, to compare what two configurations mean."""

from __future__ import annotations

import msgspec

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.schema.attribute import Scalar

Plain = tuple[object, ...]


def variables(site: Site) -> dict[str, Scalar]:
    """Every variable with its value."""
    return {name: one.value for name, one in site.variables.items()}


def entries(site: Site) -> tuple[Plain, ...]:
    """All entries as they are written."""
    return tuple(_entry(one) for one in site.entries)


def _entry(one: Entry) -> Plain:
    parts = (_settings(one.generic), _settings(one.private))
    return (one.kind, one.name, one.driver, one.known, *parts, dict(one.defaults), _methods(one))


def _settings(part: tuple[Setting, ...]) -> Plain:
    return tuple((one.name, one.value, type(one.value)) for one in part)


def _methods(one: Entry) -> Plain:
    return tuple((rule.host, rule.low, rule.high, rule.transport) for rule in one.methods)


def effective(site: Site) -> tuple[Plain, ...]:
    """All entries with the value of every attribute, whether written or not."""
    return tuple(
        (one.kind, one.name, one.driver, _values(one), _repeated(one), _methods(one)) for one in site.entries
    )


def _values(one: Entry) -> dict[tuple[bool, str], Scalar]:
    names = {
        *one.defaults,
        *((False, part.name) for part in one.generic),
        *((True, part.name) for part in one.private),
    }
    return {key: one.value(key[1], private=key[0]) for key in names if key != (False, "driver")}


def _repeated(one: Entry) -> Plain:
    return tuple((part.name, part.value) for part in (*one.generic, *one.private) if part.fact.repeatable)


def rows(site: Site) -> Plain:
    """The retry and qualify rules."""
    retry = tuple(msgspec.structs.replace(one, at=None) for one in site.retry)
    return (retry, tuple((one.host, one.domain) for one in site.qualify))
