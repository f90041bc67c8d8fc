"""Databases of routers that are text below the directory: read, checked, kept for the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from smail_compiler.ir.data_files import RouteData, RouteRow
from smail_compiler.ir.program import Entry
from smail_compiler.semantics import kinds
from smail_compiler.semantics.databases import open_dbm
from smail_compiler.semantics.part import Part
from smail_compiler.semantics.tree import Opened, State, Tree
from smail_compiler.syntax.expression import Text
from smail_compiler.text.diagnostic import Diagnostic
from smail_compiler.text.source import SourceFile
from smail_runtime.mail.text import printable
from smail_runtime.routing.lsearch import rows
from smail_runtime.routing.routers.route_text import BAD_ROUTE, route_of

TEXT = frozenset({"lsearch", "bsearch"})
READ = TEXT | {"dbm"}


def route_data(tree: Tree, routers: Iterable[Entry]) -> Part[Mapping[str, RouteData]]:
    """The data of every router with a text database, by the router's name; each file read once."""
    files: dict[tuple[str, bool], Opened] = {}
    data: dict[str, RouteData] = {}
    found: list[Diagnostic] = []
    for router in routers:
        name = file_of(router)
        if name is None:
            continue
        which = (name, proto_of(router) == "dbm")
        opened = files[which] = files.get(which) or opened_as(proto_of(router), tree, name)
        found += _missing(router, opened)
        if opened.state is State.READ and router.name not in data:
            data[router.name] = _read(router, opened.source)
            found += _complaints(router.driver, data[router.name])
    said = [one for opened in files.values() for one in opened.found]
    sources = tuple(one.source for one in files.values() if one.state is State.READ)
    return Part(data, (*found, *said), sources)


def file_of(router: Entry) -> str | None:
    """The name of a router's database when it is one that is read here, under a name that is known beforehand."""
    value = router.value("file", private=True)
    if not router.known or router.driver not in _CHECKS or not isinstance(value, str):
        return None
    written = router.setting("file", private=True)
    template = written.template if written is not None else None
    constant = not isinstance(template, Text) or all(map(_is_literal, template.parts))
    return value if constant and proto_of(router) in READ else None


def proto_of(router: Entry) -> str:
    """How a router's database is searched; reroute, which the manual gives no default, by lsearch."""
    return str(router.value("proto", private=True) or "lsearch")


def _is_literal(part: object) -> bool:
    from smail_compiler.syntax.expression import Literal

    return isinstance(part, Literal)


def _read(router: Entry, source: SourceFile) -> RouteData:
    return RouteData(router.name, source, found_rows(proto_of(router), source))


def opened_as(proto: str, tree: Tree, name: str) -> Opened:
    """A database of one of the protocols `READ`, as text."""
    return open_dbm(tree, name) if proto == "dbm" else tree.open(name)


def found_rows(proto: str, source: SourceFile) -> tuple[RouteRow, ...]:
    """What look-ups by a protocol find in a text; that of a dbm database is written for `lsearch`."""
    return tuple(RouteRow(*row) for row in rows(source.data, "lsearch" if proto == "dbm" else proto))


def _missing(router: Entry, opened: Opened) -> Iterator[Diagnostic]:
    """What is said of a database that should be there and is not."""
    file = router.setting("file", private=True)
    at = None if file is None else file.place
    if opened.state is State.MISSING and at is not None and not router.value("optional", private=True):
        yield Diagnostic(
            kinds.MISSING_FILE,
            f"the database `{opened.source.path}` is missing, so every host this router is asked for has to wait",
            at,
            help=f"create `{opened.source.path}`, or mark the router `optional`",
        )


def _complaints(driver: str, data: RouteData) -> Iterator[Diagnostic]:
    """What is wrong with the values, each at its line."""
    for row in data.rows:
        wrong = _CHECKS[driver](row.value)
        if wrong is not None:
            end = data.source.data.find(b"\n", row.start)
            at = data.source.span(row.start, end if end >= 0 else len(data.source.data))
            yield Diagnostic(kinds.BAD_ROUTE, f"the {driver} database says {wrong[0]}", at, help=wrong[1])


Wrong = tuple[str, str] | None


def _route(value: bytes) -> Wrong:
    if route_of(value.decode("utf-8", "surrogateescape")) is not None:
        return None
    return f"`{printable(value)}`, which is no route", f"{BAD_ROUTE}"


def _rewriting(value: bytes) -> Wrong:
    if value[:1] == b"-" or (value[:1] == b"+" and value[1:].strip()):
        return None
    return f"`{printable(value)}`, which is no rewriting", "`+` and the new address, or `-`, is expected"


def _candidate(value: bytes) -> Wrong:
    if value[:1] in (b"+", b"-"):
        return None
    return f"`{printable(value)}`, which is no answer", "`+` for yes or `-` for no is expected"


_CHECKS: Mapping[str, Callable[[bytes], Wrong]] = MappingProxyType(
    {"pathalias": _route, "rewrite": _rewriting, "reroute": _candidate}
)
