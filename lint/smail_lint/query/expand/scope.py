"""The contexts of an expansion that a question describes, one for each address."""

from __future__ import annotations

import time
from collections.abc import Mapping

import msgspec

from smail_compiler.semantics.near import nearest
from smail_lint.query.expand.given import Given, Layer, SettingError
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.data import RoutingData
from smail_runtime.routing.scope import AddressView, Scope, Settings, message_scope, transport_named
from smail_runtime.routing.variables import OF_ADDRESS, OF_MESSAGE
from smail_runtime.routing.world import World
from smail_runtime.table.transport import Transport

_FROM_SITE = frozenset({"grade", "spool_date", "sender_program"})
_VIEW = AddressView.__struct_fields__


def scopes(data: RoutingData, told: Given, world: World, *, piped: bool) -> tuple[Scope, ...]:
    """A context for each address. Raises SettingError for a transport that the configuration lacks.

    Nothing is made up: variables of a message and of an address that are not given have no value. Only in a command
    of a pipe (`piped`) the variable `file` is empty.
    """
    transport = _transport(data, told.transport)
    grade = data.program.variables.spool_grade
    facts = MessageFacts(origin=told.origin or "remote", header_names=told.headers, grade=grade, received=time.time())
    base = msgspec.structs.replace(message_scope(data, facts, world), transport=transport, file="" if piped else None)
    return tuple(_one(base, layers, transport) for layers in told.addresses)


def _one(base: Scope, layers: tuple[Layer, ...], transport: Transport | None) -> Scope:
    """The context of one address with its ancestors."""
    views = [_view(layer) for layer in layers]
    present = transport is not None or len(layers) > 1 or bool(OF_ADDRESS & layers[0].keys())
    own = layers[0]
    return msgspec.structs.replace(
        base,
        address=views[0] if present else None,
        ancestors=tuple(views[1:]),
        settings=tuple(_settings(own, layer) for layer in layers),
        value=own.get("value"),
        file=own.get("file", base.file),
    )


def _view(layer: Layer) -> AddressView:
    return AddressView(**{name: value for name, value in layer.items() if name in _VIEW})


def _settings(own: Layer, layer: Layer) -> Settings:
    """What overrules the variables: those of the message are the same for an address and its ancestors."""
    absent: dict[str, str | None] = dict.fromkeys(OF_MESSAGE - _FROM_SITE)
    if "program" in own:
        absent["sender_program"] = own["program"]
    return {**absent, **_without_address(own), **_without_address(layer)}


def _without_address(layer: Layer) -> Mapping[str, str]:
    return {name: value for name, value in layer.items() if name not in OF_ADDRESS}


def _transport(data: RoutingData, name: str | None) -> Transport | None:
    if name is None:
        return None
    found = transport_named(data.program, name)
    if found is None:
        near = nearest(name, [one.name for one in data.program.transports])
        raise SettingError(f"there is no transport `{name}`" + (f"; did you mean `{near}`?" if near else ""))
    return found
