"""Ask both: the compiled table with `resolve()`, and the interpreter."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from smail_compiler.emit.table import emit
from smail_compiler.ir.program import Site
from smail_compiler.pipeline import load
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Result
from smail_runtime.routing.fake_world import FakeWorld, Script
from smail_runtime.routing.resolution import Resolution
from smail_runtime.routing.resolve import resolve as production
from smail_runtime.table import open_bytes
from smail_testkit.site import write_site
from tests.reference import Delivery, Failure, Outcome, resolve
from tests.reference.draw import Drawn


class Difference(msgspec.Struct, frozen=True):
    """One address about which the two are not of one mind."""

    address: str
    ours: Outcome
    theirs: Outcome


def loaded(drawn: Drawn) -> tuple[Site, FakeWorld]:
    """The typed site and the machine of a drawn configuration."""
    with tempfile.TemporaryDirectory() as directory:
        site = load(write_site(Path(directory), drawn.files)).site
    return site, FakeWorld(msgspec.convert(drawn.world, Script))


def differences(drawn: Drawn) -> Iterator[Difference]:
    """All addresses of a drawn configuration for which the outcomes differ."""
    site, world = loaded(drawn)
    table = open_bytes(emit(site))
    facts = MessageFacts(sender=drawn.sender)
    for address in drawn.addresses:
        theirs = outcome_of(production(table, (address,), facts, world)[0])
        ours = plain(resolve(site, world, drawn.sender, address))
        if ours != theirs:
            yield Difference(address, ours, theirs)


def outcome_of(found: Resolution) -> Outcome:
    """A resolution in the interpreter's words."""
    deliveries = tuple(
        sorted(
            Delivery(
                one.transport,
                one.address,
                (one.host or "").lower(),
                one.user or "",
                one.prefix or "",
                one.suffix or "",
            )
            for one in found.deliveries
        )
    )
    failures = tuple(
        sorted(Failure(_name(one.address), one.outcome.result is Result.DEFERRED) for one in found.failures)
    )
    return Outcome(deliveries, failures)


def plain(outcome: Outcome) -> Outcome:
    """An outcome without what only readers want: reasons, and the case of hosts."""
    deliveries = (msgspec.structs.replace(one, host=one.host.lower()) for one in outcome.deliveries)
    failures = (Failure(_name(one.address), one.temporary) for one in outcome.failures)
    return Outcome(tuple(sorted(deliveries)), tuple(sorted(failures)))


def _name(address: str) -> str:
    return ""
