"""The context of an expansion: message, address and its ancestors, transport, looked-up value."""

from __future__ import annotations

import time
from collections.abc import Mapping

import msgspec

from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.names import Names, names_of
from smail_runtime.routing.resolution import Delivery
from smail_runtime.routing.watching import Watch
from smail_runtime.routing.world import World
from smail_runtime.table.program import Program, Variables
from smail_runtime.table.transport import PipeDriver, Transport

Settings = Mapping[str, str | None]


class AddressView(msgspec.Struct, frozen=True):
    """What variables see of one address; None for no value.

    `user` and `host` are the finished next address and next host, or what a driver supplies while it decides.
    `prefix` and `suffix` are what directors took off the name.
    """

    user: str | None = None
    host: str | None = None
    input_addr: str | None = None
    home: str | None = None
    director: str | None = None
    router: str | None = None
    prefix: str | None = None
    suffix: str | None = None


class Scope(msgspec.Struct, frozen=True):
    """Everything an expansion may ask for.

    `ancestors` are the parents of the address, nearest first. `transport` decides `dest:` and `xform:`. `value` is
    the result of a lookup, `file` the file being handled. `settings` overrule variables by canonical name, None
    taking the value away: the first mapping those of the address, the next those of its parent, and so on. `now` is
    seconds since the epoch. `item` tells that `value` is an item of a list. `watch` is told of what is expanded.
    `data` holds the files of look-ups that were compiled.
    """

    variables: Variables
    names: Names
    facts: MessageFacts
    world: World
    address: AddressView | None = None
    ancestors: tuple[AddressView, ...] = ()
    transport: Transport | None = None
    value: str | None = None
    file: str | None = None
    settings: tuple[Settings, ...] = ()
    now: float | None = None
    item: bool = False
    watch: Watch | None = None
    data: RoutingData | None = None

    def parent(self) -> Scope | None:
        """The same context seen from the parent address; None without one."""
        if not self.ancestors and len(self.settings) < 2:
            return None
        address = self.ancestors[0] if self.ancestors else None
        return msgspec.structs.replace(
            self, address=address, ancestors=self.ancestors[1:], settings=self.settings[1:]
        )

    def top(self) -> Scope:
        """The same context seen from the outermost ancestor: itself if it has none."""
        scope = self
        while (parent := scope.parent()) is not None:
            scope = parent
        return scope

    def within_lookup(self, value: str | None) -> Scope:
        """The context in which `value` is the looked-up value."""
        return msgspec.structs.replace(self, value=value)

    def for_item(self, value: str) -> Scope:
        """The context in which `value` is an item of a list."""
        return msgspec.structs.replace(self, value=value, item=True)

    def clock(self) -> float:
        """The present, seconds since the epoch."""
        return time.time() if self.now is None else self.now


def message_scope(data: RoutingData, facts: MessageFacts, world: World) -> Scope:
    """The context without any address: for header fields, banners and the like."""
    variables = data.program.variables
    return Scope(variables, names_of(variables, world), facts, world, data=data)


def delivery_scope(data: RoutingData, facts: MessageFacts, delivery: Delivery, world: World) -> Scope:
    """The context in which a transport's templates are expanded for one delivery."""
    transport = transport_named(data.program, delivery.transport)
    view = AddressView(
        user=delivery.address,
        host=delivery.host,
        input_addr=delivery.input_address or delivery.recipient,
        home=delivery.home,
        director=delivery.director,
        router=delivery.router,
        prefix=delivery.prefix,
        suffix=delivery.suffix,
    )
    piped = transport is not None and isinstance(transport.driver, PipeDriver)
    return msgspec.structs.replace(
        message_scope(data, facts, world),
        address=view,
        ancestors=_ancestors(delivery),
        transport=transport,
        file="" if piped else None,
    )


def _ancestors(delivery: Delivery) -> tuple[AddressView, ...]:
    if delivery.parent is None:
        return ()
    parent = AddressView(input_addr=delivery.parent, home=delivery.parent_home)
    if delivery.parent == delivery.recipient:
        return (parent,)
    return parent, AddressView(input_addr=delivery.recipient)


def transport_named(program: Program, name: str) -> Transport | None:
    """The transport that a name leads to: the first of that name."""
    return next((one for one in program.transports if one.name == name), None)
