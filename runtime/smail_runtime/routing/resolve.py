"""From recipients to deliveries: the loop of section 11, the same for the daemon and for `smail-query route`."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Result
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.names import names_of
from smail_runtime.routing.owners import Owners
from smail_runtime.routing.programs import Programs
from smail_runtime.routing.resolution import Resolution
from smail_runtime.routing.run import Run
from smail_runtime.routing.watching import Watch, WatchedWorld
from smail_runtime.routing.work import Surroundings, Work
from smail_runtime.routing.world import World


def resolve(
    data: RoutingData,
    recipients: Sequence[str],
    facts: MessageFacts,
    world: World,
    watch: Watch | None = None,
) -> tuple[Resolution, ...]:
    """One result for each recipient, in order; recipients of one message share the table of duplicates.

    Never raises for what the message, the site's files or the machine say: troubles are failures with an outcome.
    `watch` makes the trace carry details.
    """
    around = _surroundings(data, facts, world)
    owners = Owners(around, _Verifier(around))
    run = Run(_watched(around, watch) if watch else around, recipients, owners)
    for index, recipient in enumerate(recipients):
        run.resolve(Work(text=recipient, recipient=index))
    return run.results()


def _surroundings(data: RoutingData, facts: MessageFacts, world: World) -> Surroundings:
    program = data.program
    return Surroundings(data, program, names_of(program.variables, world), facts, world, Programs(world))


def _watched(around: Surroundings, watch: Watch) -> Surroundings:
    world = WatchedWorld(around.world, watch.asked)
    return msgspec.structs.replace(around, world=world, programs=Programs(world), watch=watch)


class _Verifier:
    """Says whether an owner address resolves: anything but a lasting failure will do."""

    def __init__(self, around: Surroundings) -> None:
        self.around = msgspec.structs.replace(around, facts=MessageFacts(), verifying=True)

    def __call__(self, address: str) -> bool:
        run = Run(self.around, (address,), None)
        run.resolve(Work(text=address, recipient=0))
        found = run.results()[0]
        waiting = any(one.outcome.result is Result.DEFERRED for one in found.failures)
        return bool(found.deliveries) or waiting
