"""Which drivers and database protocols the mail daemon of this release runs, and the complaint about others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from smail_compiler.emit.kinds import DRIVER_NOT_AVAILABLE
from smail_compiler.ir.program import Entry, Site
from smail_compiler.schema.attribute import FileKind
from smail_compiler.schema.facts import drivers
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span

DRIVERS: Mapping[FileKind, frozenset[str]] = MappingProxyType(
    {
        FileKind.DIRECTOR: frozenset(
            ("aliasinclude", "forwardinclude", "genericinclude", "aliasfile", "forwardfile", "user", "smartuser")
        ),
        FileKind.ROUTER: frozenset(("smarthost", "gethostbyname", "gethostbyaddr", "bind")),
        FileKind.TRANSPORT: frozenset(("appendfile", "pipe", "tcpsmtp")),
    }
)
PROTOCOLS = frozenset(("lsearch",))


def runs(entry: Entry) -> bool:
    """Whether the daemon runs this entry; one that was not understood it does not."""
    return entry.known and entry.driver in DRIVERS[entry.kind] and _protocol(entry) in PROTOCOLS


def unavailable(site: Site) -> Iterator[Diagnostic]:
    """A complaint about each entry written in a file that the daemon could not run; built-in ones never match."""
    for entry in (*site.directors, *site.routers, *site.transports):
        if entry.at is not None and (_driver_lacks(entry) or (entry.known and not runs(entry))):
            yield _complaint(entry, entry.at)


def _driver_lacks(entry: Entry) -> bool:
    """Whether a driver is written that exists and is not run here, however broken the rest of the entry is."""
    written = entry.setting("driver", private=False)
    return written is not None and entry.driver in set(drivers(entry.kind)) - DRIVERS[entry.kind]


def _protocol(entry: Entry) -> str:
    if entry.driver != "aliasfile":
        return "lsearch"
    return str(entry.value("proto", private=True))


def _complaint(entry: Entry, at: Span) -> Diagnostic:
    kind = entry.kind.value
    if entry.driver in DRIVERS[entry.kind]:
        written = entry.setting("proto", private=True)
        message = f"{kind} `{entry.name}` uses `proto={_protocol(entry)}`, which this release does not read"
        advice = "keep the data as text and write `proto=lsearch`; it is indexed when the table is made"
    else:
        written = entry.setting("driver", private=False)
        message = f"{kind} `{entry.name}` uses the driver `{entry.driver}`, which this release does not run"
        advice = f"remove the entry or use one of {', '.join(sorted(DRIVERS[entry.kind]))}"
    place = (written.value_at or written.at) if written is not None else None
    return Diagnostic(DRIVER_NOT_AVAILABLE, message, place or at, help=advice)
