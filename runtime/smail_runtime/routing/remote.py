"""Sending a remote address through the routers to its delivery."""

from __future__ import annotations

import re

import msgspec

from smail_runtime.mail.address import Address
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Again, Here, Passed, Route, Routing, Stopped
from smail_runtime.routing.deliveries import remote_delivery
from smail_runtime.routing.directors.senders import refusal
from smail_runtime.routing.ledger import Ledger
from smail_runtime.routing.outcomes import defers, fails, misconfigured
from smail_runtime.routing.routers.choose import Chosen, choose, transport_of
from smail_runtime.routing.scope import transport_named
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.table.router import Router

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def route(address: Address, work: Work, around: Surroundings, ledger: Ledger) -> Work | None:
    """Deliver or fail the address; what is left to work on when that is another, or at this host."""
    if _CONTROL.search(address.text):
        ledger.fail(work, fails("5.1.3", "the address has a control character"))
        return None
    chosen = choose(
        address,
        around,
        lambda router, matched, reason: ledger.step(router, work, address.text, matched, reason),
    )
    answer = _permitted(chosen, address, around)
    if isinstance(answer, Here):
        return msgspec.structs.replace(work, text=address.remainder, host=address.target or "", depth=work.depth + 1)
    if isinstance(answer, Again):
        return msgspec.structs.replace(work, text=answer.text, host="", depth=work.depth + 1)
    if isinstance(answer, Stopped):
        ledger.fail(work, answer.outcome)
    elif isinstance(answer, Passed) or chosen.router is None or not answer.next_host:
        _unknown_host(address, work, answer, ledger)
    else:
        _deliver(chosen.router, answer, address, work, around, ledger)
    ledger.follow(work)
    return None


def _permitted(chosen: Chosen, address: Address, around: Surroundings) -> Routing:
    """The answer of the router that takes the address, or its refusal of this sender."""
    if chosen.router is None or isinstance(chosen.answer, Passed | Stopped):
        return chosen.answer
    return refusal(chosen.router, address.text, around) or chosen.answer


def _unknown_host(address: Address, work: Work, answer: Passed | Route, ledger: Ledger) -> None:
    if isinstance(answer, Passed) and answer.uncertain:
        return ledger.fail(work, defers(answer.reason, "4.4.3"))
    return ledger.fail(work, fails("5.1.2", f"unknown host {printable(address.domain)}"))


def _deliver(
    router: Router, answer: Route, address: Address, work: Work, around: Surroundings, ledger: Ledger
) -> None:
    place = around.shown_place(router.at)
    name = transport_of(router, answer, around.facts.grade)
    transport = transport_named(around.program, name) if name else None
    if transport is None:
        wrong = f"there is no transport {name}" if name else "it names no transport"
        return ledger.fail(work, misconfigured(f"router {router.name}: {wrong}", place))
    recipient, owners = ledger.recipient(work), ledger.owners(work, None)
    return ledger.deliver(work, remote_delivery(answer, transport, address, work, router, recipient, owners, around))
