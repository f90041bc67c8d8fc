"""What a report is made of: whom it goes to, the message it is about, and what happened to each recipient."""

from __future__ import annotations

import enum

import msgspec

from smail_runtime.mail.outcome import Outcome


class Action(enum.Enum):
    """What happened to a recipient (RFC 3464, section 2.3.3)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


class Reported(msgspec.Struct, frozen=True):
    """One recipient of a report: the address as the sender gave it, the one it led to, and how that ended.

    `orcpt` is the parameter ORCPT as it came. `until` is when a delayed one will be given up, `tried` when it was
    tried last, in seconds since the epoch; None where that is not known.
    """

    recipient: str
    address: str
    outcome: Outcome
    action: Action = Action.FAILED
    orcpt: str = ""
    until: float | None = None
    tried: float | None = None


class Original(msgspec.Struct, frozen=True):
    """The message that the report is about. `with_body` may be switched off by its grade; `utf8`: it has SMTPUTF8.

    `envid` is the parameter ENVID as it came.
    """

    queue_id: str
    sender: str
    received: float
    message: bytes
    with_body: bool = True
    utf8: bool = False
    envid: str = ""


class Letter(msgspec.Struct, frozen=True):
    """Where the report comes from and goes to: this host's name, the address told, a unique id, the time now."""

    host: str
    to: str
    queue_id: str
    now: float
