"""Entry nodes to directors, routers and transports (reference semantics, sections 2.3, 2.4 and 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smail_compiler.ir.dialect import Dialect
from smail_compiler.ir.program import Entry, Setting
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind, Scalar
from smail_compiler.semantics import drivers, kinds, unknown
from smail_compiler.semantics.affixes import affix_complaints
from smail_compiler.semantics.moves import driver_tail
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.required import missing_attributes
from smail_compiler.semantics.settings import first_of_each, typed
from smail_compiler.syntax.nodes import EntryNode
from smail_compiler.text.diagnostic import Diagnostic, Kind

_BASE = Dialect()
_MISPLACED = (kinds.MISSING_SEMICOLON, kinds.UNKNOWN_GENERIC, kinds.UNKNOWN_PRIVATE)
_HIDE_OTHERS = (*_MISPLACED, kinds.MISSING_DRIVER)


def entry_of(kind: FileKind, node: EntryNode, dialect: Dialect = _BASE) -> Part[Entry]:
    """One entry, typed, with everything that is wrong with it."""
    driver, found = drivers.driver_of(kind, node, extended=dialect.extended)
    known = facts.driver_named(kind, driver, extended=dialect.extended)
    generic = typed(
        node.generic,
        facts.attributes(kind, extended=dialect.extended, edition=dialect.edition),
        lambda one: unknown.unknown_generic(kind, known, node, one),
        dialect,
    )
    private = _private(kind, known, node, dialect)
    kept = _without_overruled(first_of_each(generic.value))
    entry = Entry(
        kind,
        node.name,
        known or driver,
        kept,
        first_of_each(private.value),
        node.name_at,
        node.at,
        known=known is not None and not node.broken,
        defaults=_implied(kept, facts.defaults(kind, known, dialect.extended, dialect.edition)),
        node=node,
    )
    said = (*_once(kind, node, known, generic.found), *private.found)
    found = (*found, *(_not_of_others(kind, node, said) if kinds.MISSING_DRIVER in map(_kind, found) else said))
    found = (*found, *affix_complaints(entry))
    return Part(entry, (*found, *_lacking(node, entry, found)))


def _once(kind: FileKind, node: EntryNode, driver: str | None, said: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """What is said of the generic part, where one missing `;` is one mistake for all that should stand behind it."""
    names = facts.attributes(kind, driver).keys() - facts.attributes(kind).keys() if driver is not None else ()
    later = {one.name_at.start for one in driver_tail(node, names)[1:]}
    return (one for one in said if one.kind is not kinds.MISSING_SEMICOLON or one.at.start not in later)


def _kind(found: Diagnostic) -> Kind:
    return found.kind


def _not_of_others(kind: FileKind, node: EntryNode, said: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """What is said of an entry without a driver, but for attributes that its driver may well have."""
    written = (*node.generic, *node.private)
    known = [one for one in written if any(two.kind is kind for two in facts.owners_of(one.name))]
    places = {(one.name_at.start, one.name_at.end) for one in known}
    for one in said:
        if one.kind not in _MISPLACED or (one.at.start, one.at.end) not in places:
            yield one


def _lacking(node: EntryNode, entry: Entry, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """What the driver needs and does not get; nothing when it may be among what was not understood."""
    if not entry.known or any(one.kind in _HIDE_OTHERS for one in found):
        return ()
    refused = {one.name for one in node.private} - {one.spelled for one in entry.private}
    return missing_attributes(entry, refused)


def _private(kind: FileKind, driver: str | None, node: EntryNode, dialect: Dialect) -> Part[list[Setting]]:
    """The driver's part; nothing is said of it when the driver is unknown."""
    if driver is None:
        return Part([])
    known = facts.attributes(kind, driver, extended=dialect.extended, edition=dialect.edition)
    return typed(node.private, known, lambda one: unknown.unknown_private(kind, driver, node, one), dialect)


def _without_overruled(generic: tuple[Setting, ...]) -> tuple[Setting, ...]:
    """Attributes are applied from the last to the first: an earlier `local` overrules a later `local_xform`."""
    order = [one.name for one in generic]
    if "local" in order and "local_xform" in order[order.index("local") :]:
        return tuple(one for one in generic if one.name != "local_xform")
    return generic


def _implied(
    generic: tuple[Setting, ...], defaults: Mapping[tuple[bool, str], Scalar]
) -> Mapping[tuple[bool, str], Scalar]:
    """The defaults with what written switches bring along: `local` sets or clears local_xform, bsmtp sets dots."""
    implied: dict[tuple[bool, str], Scalar] = {}
    for one in generic:
        if one.name == "local" or (one.value is True and one.fact.implies):
            implied.update(((False, name), one.value) for name in one.fact.implies)
    return {**defaults, **implied} if implied else defaults
