"""Reading the flow of mail off a compiled program."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from smail_lint.query.flow.model import (
    ASKS,
    DIRECTORS,
    END,
    ENTRY,
    GIVES,
    INCLUDES,
    NEXT,
    ON_ERROR,
    ROUTERS,
    SENDS,
    SHADOW,
    TRANSPORTS,
    Edge,
    Flow,
    Node,
)
from smail_runtime.routing.data import shown_place
from smail_runtime.table.base import UnavailableDriver
from smail_runtime.table.director import (
    AliasFileDriver,
    AltUserDriver,
    Director,
    ForwardFileDriver,
    IncludeDriver,
    SmartUserDriver,
    UserDriver,
)
from smail_runtime.table.program import Program
from smail_runtime.table.reader import Table
from smail_runtime.table.router import BindDriver, Router, SmartHostDriver
from smail_runtime.table.transport import Transport

MAIL, LOCAL, REMOTE = "mail", "local", "remote"
NO_USER, NO_HOST = "no-user", "no-host"
MOST_KEYS = 500
_FAMILIES = {"aliasfile": AliasFileDriver, "forwardfile": ForwardFileDriver}


def flow_of(table: Table, title: str) -> Flow:
    """The graph of a table; transports that nothing leads to are in it, built-in ones only if something does."""
    program = table.program
    edges = tuple(dict.fromkeys(_edges(table)))
    used = {edge.target for edge in edges}
    nodes = [*_ends(program), *_directors(table), *_routers(table)]
    nodes += [node for node in _transports(table) if node.place or node.id in used]
    keys, more = _keys(table)
    known = {node.id for node in nodes}
    kept = tuple(edge for edge in edges if edge.source in known and edge.target in known)
    return Flow(title, tuple(nodes), kept, keys=keys, more_keys=more)


def _ends(program: Program) -> Iterator[Node]:
    yield Node(MAIL, ENTRY, "an address")
    yield Node(LOCAL, ENTRY, "local names")
    yield Node(REMOTE, ENTRY, "other hosts")
    yield Node(NO_USER, END, "unknown user")
    yield Node(NO_HOST, END, "unknown host")


def _directors(table: Table) -> Iterator[Node]:
    for number, one in enumerate(table.program.directors):
        domains = (f"serves {', '.join(one.domains)}",) if one.domains else ()
        yield Node(_id(DIRECTORS, number), DIRECTORS, one.name, _driver(one), _place(table, one), settings=domains)


def _routers(table: Table) -> Iterator[Node]:
    for number, one in enumerate(table.program.routers):
        only = (f"only {', '.join(one.only_match_domains)}",) if one.only_match_domains else ()
        yield Node(_id(ROUTERS, number), ROUTERS, one.name, _driver(one), _place(table, one), settings=only)


def _transports(table: Table) -> Iterator[Node]:
    for number, one in enumerate(table.program.transports):
        yield Node(_id(TRANSPORTS, number), TRANSPORTS, one.name, _driver(one), _place(table, one))


def _id(kind: str, number: int) -> str:
    return f"{kind}-{number + 1}"


def _driver(entry: Director | Router | Transport) -> str:
    """The name of the driver as a configuration writes it."""
    driver = entry.driver
    if isinstance(driver, IncludeDriver):
        return "genericinclude" if driver.family not in _FAMILIES else driver.family.replace("file", "include")
    if isinstance(driver, UnavailableDriver):
        return driver.driver
    return str(driver.__struct_config__.tag)


def _place(table: Table, entry: Director | Router | Transport) -> str:
    return shown_place(table, entry.at) or ""


def _edges(table: Table) -> Iterator[Edge]:
    program = table.program
    numbers = {one.name: _id(TRANSPORTS, number) for number, one in reversed([*enumerate(program.transports)])}
    yield from (Edge(MAIL, LOCAL, ASKS), Edge(MAIL, REMOTE, ASKS))
    yield from _chain(LOCAL, [_id(DIRECTORS, number) for number in range(len(program.directors))], NO_USER)
    yield from _chain(REMOTE, [_id(ROUTERS, number) for number in range(len(program.routers))], NO_HOST)
    for source, edge, name in _named(table):
        if name in numbers:
            yield Edge(source, numbers[name], edge)
    for number, director in enumerate(program.directors):
        yield from _results(program, director, _id(DIRECTORS, number))


def _chain(first: str, entries: list[str], end: str) -> Iterator[Edge]:
    """The order in which entries are asked."""
    for one, two in pairwise((first, *entries, end)):
        yield Edge(one, two, ASKS if one == first else NEXT)


def _named(table: Table) -> Iterator[tuple[str, str, str]]:
    """Node, kind of edge and name of a transport."""
    program = table.program
    for number, director in enumerate(program.directors):
        for name in _transports_of(director, table):
            yield _id(DIRECTORS, number), SENDS, name
    for number, router in enumerate(program.routers):
        for name in _transports_after(router, program):
            yield _id(ROUTERS, number), SENDS, name
    for number, transport in enumerate(program.transports):
        for edge, other in ((SHADOW, transport.shadow), (ON_ERROR, transport.error_transport)):
            if other:
                yield _id(TRANSPORTS, number), edge, other


def _transports_of(director: Director, table: Table) -> Iterator[str]:
    driver = director.driver
    if isinstance(driver, UserDriver | AltUserDriver | SmartUserDriver):
        yield driver.transport or ""
    elif isinstance(driver, AliasFileDriver | ForwardFileDriver | IncludeDriver):
        yield from ("pipe", "file") if _may_special(director, table) else ()


def _may_special(director: Director, table: Table) -> bool:
    """Whether commands and files may be among what it gives: they may unless its data is known and has none."""
    if director.name not in table.sections:
        return True
    return any(b"|" in bytes(value) or b"/" in bytes(value) for _, value, _ in table.items(director.name))


def _transports_after(router: Router, program: Program) -> Iterator[str]:
    if router.transport:
        yield router.transport
    yield from (method.transport for method in router.methods)
    driver, variables = router.driver, program.variables
    if isinstance(driver, SmartHostDriver) and not driver.path and not driver.host and variables.smart_transport:
        yield variables.smart_transport
    if isinstance(driver, BindDriver) and driver.british is not None and driver.british.transport:
        yield driver.british.transport


def _results(program: Program, director: Director, source: str) -> Iterator[Edge]:
    """Where the addresses go that a director gives: to the start, and include forms to those who read them."""
    driver = director.driver
    if isinstance(driver, SmartUserDriver) and not driver.transport:
        yield Edge(source, MAIL, GIVES)
    if not isinstance(driver, AliasFileDriver | ForwardFileDriver | IncludeDriver):
        return
    yield Edge(source, MAIL, GIVES)
    for number, other in enumerate(program.directors):
        if isinstance(other.driver, IncludeDriver) and _reads(other.driver, director):
            yield Edge(source, _id(DIRECTORS, number), INCLUDES)


def _reads(include: IncludeDriver, director: Director) -> bool:
    if isinstance(director.driver, IncludeDriver):
        return False
    if include.match_director:
        return include.match_director == director.name
    family = _FAMILIES.get(include.family)
    return family is None or isinstance(director.driver, family)


def _keys(table: Table) -> tuple[tuple[tuple[str, str], ...], int]:
    """The first names of the alias data, each with the id of its director, and how many more there are."""
    found: list[tuple[str, str]] = []
    total = 0
    for number, director in enumerate(table.program.directors):
        if director.name in table.sections and isinstance(director.driver, AliasFileDriver):
            total += table.size(director.name)
            for key in table.keys(director.name):
                if len(found) == MOST_KEYS:
                    break
                found.append((key.decode("utf-8", "surrogateescape"), _id(DIRECTORS, number)))
    return tuple(found), total - len(found)


def with_severities(flow: Flow) -> Flow:
    """Each node with the gravest of its findings."""
    order = ("error", "warning", "info", "style")
    worst: dict[str, str] = {}
    for one in sorted(flow.findings, key=lambda one: order.index(one.severity)):
        worst.setdefault(one.node, one.severity)
    nodes = tuple(msgspec.structs.replace(one, severity=worst.get(one.id, "")) for one in flow.nodes)
    return msgspec.structs.replace(flow, nodes=nodes)
