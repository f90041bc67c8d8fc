"""The answer to "where does this address go": outcome, deliveries with their paths, errors, trace."""

from __future__ import annotations

from itertools import chain, repeat

import msgspec

from smail_lint.query.route.trace import DetailAnswer, StepAnswer, details, steps
from smail_runtime.bounce.addressees import addressee
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Notify, Result
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.details import LeftOut, Origin
from smail_runtime.routing.expand import below, delivery_scope, expand
from smail_runtime.routing.file_name import expand_file_name
from smail_runtime.routing.resolution import Delivery, Failure, Resolution
from smail_runtime.routing.resolve import resolve
from smail_runtime.routing.scope import transport_named
from smail_runtime.routing.values import Value
from smail_runtime.routing.watching import Watch
from smail_runtime.routing.world import World
from smail_runtime.table.transport import AppendFileDriver


class DeliveryAnswer(msgspec.Struct, frozen=True):
    """One delivery. `path` is the file of local mail, or the bang route of mail that takes one.

    `errors_to` is who hears of a failure, None for nobody; `origins` is the chain back to the recipient; `expansions`
    are those of the transport's own file name; `decided_by` is the director or router, `place` where it stands.
    """

    transport: str
    user: str | None
    host: str | None
    address: str
    path: str | None
    kind: str
    hosts: tuple[str, ...]
    owners: tuple[str, ...]
    place: str | None
    group: str | None
    home: str | None
    decided_by: str | None
    errors_to: str | None
    origins: tuple[Origin, ...]
    expansions: tuple[DetailAnswer, ...]


class ErrorAnswer(msgspec.Struct, frozen=True):
    """One address that is not delivered, for now (`temporary`) or for good."""

    message: str
    temporary: bool
    status: str
    address: str
    owners: tuple[str, ...]
    errors_to: str | None
    origins: tuple[Origin, ...]
    place: str | None


class RouteAnswer(msgspec.Struct, frozen=True):
    """What becomes of one address; `outcome` is deliver, defer, fail or none, `dropped` counts `left_out`."""

    address: str
    outcome: str
    deliveries: tuple[DeliveryAnswer, ...]
    errors: tuple[ErrorAnswer, ...]
    trace: tuple[StepAnswer, ...]
    dropped: int
    left_out: tuple[LeftOut, ...]
    sender: str


def route(
    data: RoutingData, address: str, sender: str, world: World, *, grade: str = "", watched: bool = True
) -> RouteAnswer:
    """Resolve one address as the daemon would; trace, details and chains are there if it is `watched`.

    `grade` is that of the message, one character; without it, that of ordinary mail.
    """
    facts = MessageFacts(sender=sender, grade=grade or data.program.variables.spool_grade)
    found = resolve(data, (address,), facts, world, Watch() if watched else None)[0]
    around = _Around(data, facts, world)
    return RouteAnswer(
        address=address,
        outcome=outcome_of(found),
        deliveries=tuple(map(around.delivery, found.deliveries, chain(found.delivered_from, repeat(())))),
        errors=tuple(map(around.error, found.failures, chain(found.failed_from, repeat(())))),
        trace=steps(found.trace) if watched else (),
        dropped=found.dropped,
        left_out=found.left_out,
        sender=sender,
    )


def outcome_of(found: Resolution) -> str:
    """A lasting failure of any part outweighs a passing one, and that a delivery."""
    results = {one.outcome.result for one in found.failures}
    if Result.FAILED in results:
        return "fail"
    if Result.DEFERRED in results:
        return "defer"
    return "deliver" if found.deliveries else "none"


class _Around(msgspec.Struct, frozen=True):
    """What the answer about a delivery or an error depends on."""

    data: RoutingData
    facts: MessageFacts
    world: World

    def delivery(self, found: Delivery, origins: tuple[Origin, ...]) -> DeliveryAnswer:
        """One delivery with the file that its transport writes."""
        watch = Watch()
        path = mailbox(found, self.data, self.facts, self.world, watch)
        return DeliveryAnswer(
            transport=found.transport,
            user=found.user,
            host=found.host,
            address=found.address,
            path=path,
            kind=found.kind,
            hosts=tuple(host.name for host in found.hosts),
            owners=found.owners,
            place=found.place,
            group=found.group,
            home=found.home,
            decided_by=found.director or found.router,
            errors_to=self.told(Notify.OWNER_OR_SENDER, found.owners),
            origins=origins,
            expansions=details(watch.take()),
        )

    def error(self, failure: Failure, origins: tuple[Origin, ...]) -> ErrorAnswer:
        """One address that is not delivered."""
        outcome = failure.outcome
        return ErrorAnswer(
            message=outcome.reason,
            temporary=outcome.result is Result.DEFERRED,
            status=outcome.status,
            address=failure.address,
            owners=failure.owners,
            errors_to=self.told(outcome.notify, failure.owners),
            origins=origins,
            place=outcome.place,
        )

    def told(self, notify: Notify, owners: tuple[str, ...]) -> str | None:
        """Who hears of a failure; None for nobody."""
        postmaster = self.data.program.variables.postmaster_address
        return addressee(notify, owners, self.facts.sender, postmaster) or None


def mailbox(
    found: Delivery, data: RoutingData, facts: MessageFacts, world: World, watch: Watch | None = None
) -> str | None:
    """The bang path of a delivery, else the file or directory that appendfile writes, if it has a value."""
    if found.path:
        return found.path
    transport = transport_named(data.program, found.transport)
    if transport is None or not isinstance(transport.driver, AppendFileDriver):
        return None
    scope = msgspec.structs.replace(delivery_scope(data, facts, found, world), watch=watch)
    template = transport.driver.file or transport.driver.dir
    path = expand(template, scope) if template is not None else None
    if isinstance(path, Value) and transport.driver.expand_user and found.kind == "file":
        path = expand_file_name(path.text, scope)
    return below(data.program.variables.smail_lib_dir, path.text) if isinstance(path, Value) else None
