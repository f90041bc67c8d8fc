"""A message as it was accepted: envelope and the facts that expansions may ask for."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.dsn import PLAIN, Dsn


class Envelope(msgspec.Struct, frozen=True):
    """Reverse path (empty for the null sender) and forward paths, as given by the peer without brackets.

    `dsn` is what the sender asks of reports.
    """

    sender: str
    recipients: tuple[str, ...]
    dsn: Dsn = PLAIN


class MessageFacts(msgspec.Struct, frozen=True):
    """What the variables of the expansion language see of a message.

    `received` is seconds since the epoch; `size` and `body_size` are bytes; `origin` is local or remote;
    `header_names` are lower case. `utf8` tells that the message came with SMTPUTF8 (RFC 6531), `dsn` what its sender
    asks of reports. Empty text means: no value.
    """

    message_id: str = ""
    sender: str = ""
    sender_name: str = ""
    sender_host: str = ""
    sender_host_addr: str = ""
    sender_proto: str = ""
    sender_program: str = ""
    ident_sender: str = ""
    received: float = 0.0
    size: int = 0
    body_size: int = 0
    grade: str = "C"
    origin: str = "remote"
    header_names: frozenset[str] = frozenset()
    utf8: bool = False
    dsn: Dsn = PLAIN
