"""Choosing among the routers: the longest match, then its transport (reference semantics, section 14)."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from smail_runtime.mail.address import Address
from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Again, Here, Passed, Route, Routing, Stopped
from smail_runtime.routing.routers.ask import ask_router
from smail_runtime.routing.routers.names import asked_name
from smail_runtime.routing.work import Surroundings
from smail_runtime.table.router import Method, Router

Record = Callable[[Router, bool, str], None]


class Chosen(msgspec.Struct, frozen=True):
    """The router that wins and its answer; `router` is None when no router knows the target."""

    router: Router | None
    answer: Routing


def choose(address: Address, around: Surroundings, record: Record) -> Chosen:
    """Ask the routers in order; `record` is told of each whether it matched, and why.

    A longer match replaces a shorter one. A full match, an end, or a match of a router with `always` stops the round.
    """
    name = asked_name(address.domain)
    best = Chosen(None, Passed(f"no router knows {printable(address.domain)}"))
    for router in around.program.routers:
        answer = ask_router(router, address, name, around)
        record(router, not isinstance(answer, Passed), answer.reason)
        if isinstance(answer, (Stopped, Here, Again)):
            return Chosen(router, answer)
        if isinstance(answer, Passed):
            if answer.uncertain and best.router is None:
                best = Chosen(None, answer)
            continue
        if not _replaces(answer, best.answer):
            continue
        best = Chosen(router, answer)
        if answer.full or router.always:
            return best
    return best


def _replaces(answer: Route, best: Routing) -> bool:
    return not isinstance(best, Route) or answer.length > best.length


def transport_of(router: Router, route: Route, grade: str) -> str | None:
    """The transport of a route: the driver's, else the method table's, else the entry's; None for a mistake."""
    if route.transport:
        return route.transport
    for method in router.methods:
        if _fits(method, route.next_host, grade):
            return method.transport
    return router.transport


def _fits(method: Method, host: str, grade: str) -> bool:
    if method.host != "*" and lower(method.host) != lower(host):
        return False
    return (method.low is None or grade >= method.low) and (method.high is None or grade <= method.high)
