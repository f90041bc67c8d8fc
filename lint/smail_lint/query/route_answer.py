"""The answer to "where does this address go": outcome, deliveries with their paths, errors, trace."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.mail.outcome import Result
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.expand import below, delivery_scope, expand
from smail_runtime.routing.file_name import expand_file_name
from smail_runtime.routing.resolution import Delivery, Failure, Resolution, Step
from smail_runtime.routing.resolve import resolve
from smail_runtime.routing.scope import transport_named
from smail_runtime.routing.values import Value
from smail_runtime.routing.world import World
from smail_runtime.table.transport import AppendFileDriver


class DeliveryAnswer(msgspec.Struct, frozen=True):
    """One delivery. `path` is the file of local mail, or the bang route of mail that takes one."""

    transport: str
    user: str | None
    host: str | None
    address: str
    path: str | None
    kind: str
    hosts: tuple[str, ...]
    owners: tuple[str, ...]
    place: str | None


class ErrorAnswer(msgspec.Struct, frozen=True):
    """One address that is not delivered, for now (`temporary`) or for good."""

    message: str
    temporary: bool
    status: str
    address: str
    owners: tuple[str, ...]


class RouteAnswer(msgspec.Struct, frozen=True):
    """What becomes of one address; `outcome` is deliver, defer, fail or none."""

    address: str
    outcome: str
    deliveries: tuple[DeliveryAnswer, ...]
    errors: tuple[ErrorAnswer, ...]
    trace: tuple[Step, ...]
    dropped: int


def route(data: RoutingData, address: str, sender: str, world: World) -> RouteAnswer:
    """Resolve one address as the daemon would."""
    facts = MessageFacts(sender=sender)
    found = resolve(data, (address,), facts, world)[0]
    return RouteAnswer(
        address=address,
        outcome=outcome_of(found),
        deliveries=tuple(_delivery(one, data, facts, world) for one in found.deliveries),
        errors=tuple(_error(one) for one in found.failures),
        trace=found.trace,
        dropped=found.dropped,
    )


def outcome_of(found: Resolution) -> str:
    """A lasting failure of any part outweighs a passing one, and that a delivery."""
    results = {one.outcome.result for one in found.failures}
    if Result.FAILED in results:
        return "fail"
    if Result.DEFERRED in results:
        return "defer"
    return "deliver" if found.deliveries else "none"


def _delivery(found: Delivery, data: RoutingData, facts: MessageFacts, world: World) -> DeliveryAnswer:
    return DeliveryAnswer(
        transport=found.transport,
        user=found.user,
        host=found.host,
        address=found.address,
        path=found.path or _file(found, data, facts, world),
        kind=found.kind,
        hosts=tuple(host.name for host in found.hosts),
        owners=found.owners,
        place=found.place,
    )


def _file(found: Delivery, data: RoutingData, facts: MessageFacts, world: World) -> str | None:
    """The mailbox file or directory of a delivery by appendfile, None when it has no value or another driver."""
    transport = transport_named(data.program, found.transport)
    if transport is None or not isinstance(transport.driver, AppendFileDriver):
        return None
    scope = delivery_scope(data, facts, found, world)
    template = transport.driver.file or transport.driver.dir
    path = expand(template, scope) if template is not None else None
    if isinstance(path, Value) and transport.driver.expand_user and found.kind == "file":
        path = expand_file_name(path.text, scope)
    return below(data.program.variables.smail_lib_dir, path.text) if isinstance(path, Value) else None


def _error(failure: Failure) -> ErrorAnswer:
    return ErrorAnswer(
        message=failure.outcome.reason,
        temporary=failure.outcome.result is Result.DEFERRED,
        status=failure.outcome.status,
        address=failure.address,
        owners=failure.owners,
    )
