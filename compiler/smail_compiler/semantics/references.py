"""Names of transports, wherever they are used: each must be defined or built in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.schema.attribute import Attribute, FileKind
from smail_compiler.semantics import kinds
from smail_compiler.semantics.near import nearest
from smail_compiler.text.diagnostic import Diagnostic, Edit, Fix, Kind
from smail_compiler.text.source import Span

_AFTERWARDS = frozenset({"shadow", "error_transport"})
_AT_LOAD = frozenset({"user", "altuser"})


def undefined_transports(site: Site) -> tuple[Diagnostic, ...]:
    """What is said of names that lead to no transport; nothing while the transports are not all known."""
    if "transports" in site.incomplete:
        return ()
    names = {one.name: one for one in site.transports}
    return tuple(
        _undefined(kind, name, at, names, category)
        for kind, name, at, category in _uses(site)
        if name not in names and at is not None
    )


def _uses(site: Site) -> Iterator[tuple[Kind, str, Span | None, str | None]]:
    """Every use of a transport's name: how grave, which, where, and the load error it is."""
    yield from _of_settings(site.variables.values())
    for entry in site.entries:
        yield from _of_settings(entry.settings)
        yield from _of_methods(entry)


def _of_settings(settings: Iterable[Setting]) -> Iterator[tuple[Kind, str, Span | None, str | None]]:
    """The uses among settings."""
    for one in settings:
        if one.fact.value_kind == "transport_name" and isinstance(one.value, str):
            kind = kinds.UNDEFINED_SHADOW if one.name in _AFTERWARDS else kinds.UNDEFINED_TRANSPORT
            yield kind, one.value, one.place, _category(one.fact)


def _category(fact: Attribute) -> str | None:
    """Directors that name an unknown transport stop the loading; elsewhere it is found out at delivery."""
    return "unknown-transport" if fact.kind is FileKind.DIRECTOR and fact.driver in _AT_LOAD else None


def _of_methods(entry: Entry) -> Iterator[tuple[Kind, str, Span | None, str | None]]:
    """The uses in the method file of a router."""
    for row in entry.methods:
        yield kinds.METHOD_TRANSPORT, row.transport, row.transport_at, None


def _undefined(kind: Kind, name: str, at: Span, known: Iterable[str], category: str | None) -> Diagnostic:
    """One name without a transport."""
    names = sorted(set(known))
    near = nearest(name, names)
    return Diagnostic(
        kind,
        f"no transport is called `{name}`",
        at,
        notes=("neither the transports file nor the built-in transports have it",),
        help=f"did you mean `{near}`?" if near else f"the transports are {', '.join(names)}",
        category=category,
        fix=Fix(f"write `{near}`", "unsafe", (Edit(at, near),)) if near else None,
    )
