"""When each expanded setting is expanded, and which variables certainly have no value then.

Only what is certain is listed (reference semantics, sections 8.3, 8.7, 8.8): a variable that is listed for a moment
never has a value at it, one that is not listed may have one.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType

from smail_compiler.schema.attribute import Attribute, FileKind, Sink


class Moment(enum.Enum):
    """When a text is expanded; the value completes the sentence "it has no value ..."."""

    GREETING = "before there is a message"
    MESSAGE = "where a header field of a message is made"
    NO_ADDRESS = "where the text is expanded without any address"
    DIRECTING = "while an address is still being directed"
    OWNER = "where the owner of an address is sought"
    ROUTING = "while an address is still being routed"
    DELIVERY = "in a delivery"
    PIPE = "in a command"


_ADDRESS = frozenset({"user", "host", "home", "input_addr", "director", "router", "transport", "prefix", "suffix"})
_MESSAGE = frozenset({"sender", "message_id", "message_size", "message_body_size"})
_FILE = frozenset({"file"})

ABSENT: Mapping[Moment, frozenset[str]] = MappingProxyType(
    {
        Moment.GREETING: _ADDRESS | _MESSAGE | _FILE,
        Moment.MESSAGE: _FILE,
        Moment.NO_ADDRESS: _ADDRESS | _FILE,
        Moment.DIRECTING: frozenset({"host", "router", "transport"}) | _FILE,
        Moment.OWNER: _FILE,
        Moment.ROUTING: frozenset({"transport", "prefix", "suffix"}),
        Moment.DELIVERY: _FILE,
        Moment.PIPE: frozenset(),
    }
)
"""Canonical names of variables without a value; `value` exists in lookups and lists only and is not listed."""

WITHOUT_ADDRESS = frozenset({Moment.GREETING, Moment.NO_ADDRESS})
"""Moments at which there is no address, hence no home and no parent."""


def moment_of(fact: Attribute) -> Moment:
    """When a setting is expanded."""
    if fact.kind is FileKind.CONFIG:
        return {"smtp_banner": Moment.GREETING, "smart_user": Moment.DIRECTING}.get(fact.name, Moment.MESSAGE)
    if fact.kind is FileKind.DIRECTOR:
        if fact.name in ("set_home", "default_home"):
            return Moment.NO_ADDRESS
        return Moment.OWNER if fact.name == "owner" else Moment.DIRECTING
    if fact.kind is FileKind.ROUTER:
        return Moment.ROUTING
    return Moment.PIPE if fact.sink is Sink.COMMAND else Moment.DELIVERY
