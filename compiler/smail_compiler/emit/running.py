"""Which drivers and database protocols the mail daemon of this release runs, and the complaint about others."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from types import MappingProxyType

from smail_compiler.emit.kinds import DRIVER_NOT_AVAILABLE
from smail_compiler.ir.program import Entry, Setting, Site
from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind
from smail_compiler.semantics.config import library
from smail_compiler.semantics.databases import open_dbm
from smail_compiler.semantics.tree import State, Tree
from smail_compiler.syntax.expression import Lookup
from smail_compiler.syntax.walking import nodes_of
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import Span
from smail_runtime.routing.lsearch import SEARCHES, UNREAD_PROTOCOLS

DRIVERS: Mapping[FileKind, frozenset[str]] = MappingProxyType(
    {
        FileKind.DIRECTOR: frozenset(
            (
                *("aliasinclude", "forwardinclude", "genericinclude", "aliasfile", "forwardfile"),
                *("user", "altuser", "smartuser", "error"),
            )
        ),
        FileKind.ROUTER: frozenset(facts.drivers(FileKind.ROUTER)),
        FileKind.TRANSPORT: frozenset(("appendfile", "pipe", "tcpsmtp")),
    }
)
_SHELL = re.compile(r"[|&;<>()$`\"'*?~#\\]")
_DBM = "dbm"

_WITH_DATA = frozenset(("aliasfile", "altuser", "pathalias", "rewrite", "reroute"))
_AS_TEXT: Mapping[str, str] = MappingProxyType(
    {
        "dbm": "run this where Python has the library it was made by (`dbm.ndbm` or `dbm.gnu`), or name the text it "
        "was made from, and search that with `lsearch`",
        "yp": "write the map into a file, as by `ypcat -k MAP > FILE`, and search that with `lsearch`",
        "aliasyp": "write the map into a file, as by `ypcat -k mail.aliases > FILE`, and search that with `lsearch`",
        "nisplus": "write the table into a file, as by `niscat TABLE > FILE`, and search that with `lsearch`",
        "nialias": "write the directory into a file, as by `nidump aliases . > FILE`, and search that with `lsearch`",
    }
)


def _remedy(proto: str) -> str:
    """What to do about a database that is not read here."""
    return _AS_TEXT.get(proto, "keep the data as text and search it with `lsearch`")


def runs(entry: Entry) -> bool:
    """Whether the daemon runs this entry; one that was not understood it does not."""
    return entry.known and entry.driver in DRIVERS[entry.kind] and _is_read(entry)


def _is_read(entry: Entry) -> bool:
    """Whether databases of its protocol are read at all; accounts are searched when mail comes, and never in dbm."""
    proto = _protocol(entry)
    return proto in SEARCHES or (proto == _DBM and entry.driver != "altuser")


def unavailable(site: Site) -> Iterator[Diagnostic]:
    """A complaint about all that is written in a file and cannot be run; built-in entries of that sort pass."""
    compiled = {(one.proto, one.file) for one in site.lookups}
    yield from _lookups(site.variables.values(), compiled)
    for entry in site.entries:
        if entry.at is not None:
            yield from _lookups(entry.settings, compiled)
            if _driver_lacks(entry) or (entry.known and not runs(entry)) or _database_lacks(site, entry):
                yield _complaint(entry, entry.at)
            elif entry.driver == "uuname" and _SHELL.search(str(entry.value("cmd", private=True))):
                yield _needs_shell(entry, entry.at)


def _needs_shell(entry: Entry, at: Span) -> Diagnostic:
    """A command line with signs that only a shell understands: no program here is ever run by one."""
    written = entry.setting("cmd", private=True)
    place = None if written is None else written.place
    message = f"router `{entry.name}` has a command for a shell, and this release runs programs without one"
    return Diagnostic(DRIVER_NOT_AVAILABLE, message, place or at, help="put the command into a script and name that")


def _database_lacks(site: Site, entry: Entry) -> bool:
    """Whether a dbm database is there and could not be read; one that is missing is the business of others."""
    file = entry.value("file", private=True)
    if _protocol(entry) != _DBM or not isinstance(file, str) or entry.name in {**site.aliases, **site.routes}:
        return False
    return open_dbm(Tree(site.directory, library(site.variables)), file).state is not State.MISSING


def _lookups(settings: Iterable[Setting], compiled: Container[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Lookups whose databases cannot be read: every one would put its mail off."""
    for one in settings:
        for lookup in nodes_of(Lookup, *one.trees) if one.at is not None else ():
            if lookup.proto in UNREAD_PROTOCOLS and (lookup.proto, lookup.file.constant) not in compiled:
                message = f"`{one.name}` looks up in a {lookup.proto} database, which this release does not read"
                yield Diagnostic(DRIVER_NOT_AVAILABLE, message, lookup.at, help=_remedy(lookup.proto))


def _driver_lacks(entry: Entry) -> bool:
    """Whether a driver is written that exists and is not run here, however broken the rest of the entry is."""
    written = entry.setting("driver", private=False)
    return written is not None and entry.driver in set(facts.drivers(entry.kind)) - DRIVERS[entry.kind]


def _protocol(entry: Entry) -> str:
    if entry.driver not in _WITH_DATA or (entry.driver == "reroute" and not entry.value("matchdb", private=True)):
        return "lsearch"
    return str(entry.value("proto", private=True) or "lsearch")


def _complaint(entry: Entry, at: Span) -> Diagnostic:
    kind = entry.kind.value
    if entry.driver in DRIVERS[entry.kind]:
        written = entry.setting("proto", private=True)
        lacks = f"uses `proto={_protocol(entry)}`, which this release does not read"
        if _is_read(entry):
            lacks = f"searches `{entry.value('file', private=True)}`, a dbm database that this Python cannot read"
        message = f"{kind} `{entry.name}` {lacks}"
        advice = f"{_remedy(_protocol(entry))}; such a file is indexed when the table is made"
    else:
        written = entry.setting("driver", private=False)
        message = f"{kind} `{entry.name}` uses the driver `{entry.driver}`, which this release does not run"
        advice = f"remove the entry or use one of {', '.join(sorted(DRIVERS[entry.kind]))}"
    place = None if written is None else written.place
    return Diagnostic(DRIVER_NOT_AVAILABLE, message, place or at, help=advice)
