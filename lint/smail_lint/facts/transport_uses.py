"""Which transports something leads to, by name."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry, Site

_PRIVATE = ("transport", "uk_greybook_transport")
_AFTERWARDS = ("shadow", "error_transport")


def used_transports(site: Site) -> frozenset[str] | None:
    """The names of transports that mail can reach; None when a part of the configuration may name any of them.

    A name that no transport has may be meant for any.
    """
    if site.incomplete or any(_names_any(entry) for entry in (*site.directors, *site.routers)):
        return None
    found = {"file", "pipe", *_named(site)}
    while True:
        behind = {one for entry in site.transports if entry.name in found for one in _afterwards(entry)}
        if behind <= found:
            return frozenset(found) if found <= {entry.name for entry in site.transports} else None
        found |= behind


def _names_any(entry: Entry) -> bool:
    """Whether a director or router takes the name from data, or was not understood."""
    return not entry.known or entry.value("read_transport", private=True) is True


def _named(site: Site) -> Iterator[str]:
    """What directors, routers, method files and variables name."""
    variable = site.variable("smart_transport")
    if isinstance(variable, str):
        yield variable
    for entry in site.entries:
        values = [entry.value(name, private=True) for name in _PRIVATE]
        yield from (one for one in values if isinstance(one, str))
    for entry in site.routers:
        transport = entry.value("transport", private=False)
        if isinstance(transport, str):
            yield transport
        yield from (row.transport for row in entry.methods)


def _afterwards(entry: Entry) -> Iterator[str]:
    values = (entry.value(name, private=False) for name in _AFTERWARDS)
    return (one for one in values if isinstance(one, str))
