"""The SMTP client as a table: what each class of reply means at each step (RFC 5321, 4.3.2)."""

from __future__ import annotations

import enum
from collections.abc import Mapping


class Phase(enum.Enum):
    """What the client waits for."""

    GREETING = "the greeting"
    EHLO = "EHLO"
    HELO = "HELO"
    READY = "ready"
    """Nothing: the next message may be given."""
    RSET = "RSET"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    END = "the end of the message"
    QUIT = "QUIT"
    CLOSED = "closed"


class Move(enum.Enum):
    """What a reply leads to."""

    SAY_EHLO = "say EHLO"
    SAY_HELO = "say HELO"
    OPEN = "the session is open"
    SKIP_HOST = "this host does not serve now; try the next one"
    REFUSE_HOST = "this host refuses us for good"
    PROCEED = "go on"
    DEFER_ONE = "this recipient is deferred"
    FAIL_ONE = "this recipient fails"
    DEFER_ALL = "all recipients without a result are deferred"
    FAIL_ALL = "all recipients without a result fail"
    SEND_BODY = "send the message"
    DELIVERED = "all recipients without a result are delivered"
    CLOSE = "close the connection"
    BREAK = "not the protocol: defer everything and close"


# One row a phase; columns are the classes 2xx, 3xx, 4xx, 5xx of the reply.
TABLE: Mapping[Phase, tuple[Move, Move, Move, Move]] = {
    #                 2xx             3xx            4xx              5xx
    Phase.GREETING: (Move.SAY_EHLO, Move.BREAK, Move.SKIP_HOST, Move.SKIP_HOST),
    Phase.EHLO: (Move.OPEN, Move.BREAK, Move.SKIP_HOST, Move.SAY_HELO),
    Phase.HELO: (Move.OPEN, Move.BREAK, Move.SKIP_HOST, Move.REFUSE_HOST),
    Phase.READY: (Move.BREAK, Move.BREAK, Move.BREAK, Move.BREAK),
    Phase.RSET: (Move.PROCEED, Move.BREAK, Move.BREAK, Move.BREAK),
    Phase.MAIL: (Move.PROCEED, Move.BREAK, Move.DEFER_ALL, Move.FAIL_ALL),
    Phase.RCPT: (Move.PROCEED, Move.BREAK, Move.DEFER_ONE, Move.FAIL_ONE),
    Phase.DATA: (Move.BREAK, Move.SEND_BODY, Move.DEFER_ALL, Move.FAIL_ALL),
    Phase.END: (Move.DELIVERED, Move.BREAK, Move.DEFER_ALL, Move.FAIL_ALL),
    Phase.QUIT: (Move.CLOSE, Move.CLOSE, Move.CLOSE, Move.CLOSE),
    Phase.CLOSED: (Move.CLOSE, Move.CLOSE, Move.CLOSE, Move.CLOSE),
}

# Subject and detail of the enhanced status where the peer gives none (RFC 3463, 3).
DETAIL: Mapping[Phase, str] = {
    Phase.GREETING: "3.2",
    Phase.EHLO: "5.0",
    Phase.HELO: "5.0",
    Phase.READY: "4.2",
    Phase.RSET: "5.0",
    Phase.MAIL: "1.0",
    Phase.RCPT: "1.0",
    Phase.DATA: "5.0",
    Phase.END: "6.0",
    Phase.QUIT: "0.0",
    Phase.CLOSED: "4.2",
}


def move(phase: Phase, code: int) -> Move:
    """What a reply leads to. 421 always announces the end; 552 to RCPT means too many recipients (4.5.3.1.10)."""
    if code == 421 and phase in (Phase.MAIL, Phase.RCPT, Phase.DATA, Phase.END, Phase.RSET):
        return Move.BREAK
    if code == 552 and phase is Phase.RCPT:
        return Move.DEFER_ONE
    return TABLE[phase][code // 100 - 2]
