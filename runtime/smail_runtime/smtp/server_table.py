"""The SMTP server as a table: every command in every state has its step or its refusal (RFC 5321, 4.1.4)."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from smail_runtime.mail.outcome import Reply
from smail_runtime.smtp import server_replies as say


class State(enum.Enum):
    """Where the conversation stands between two commands."""

    CONNECTED = "connected"
    """No HELO or EHLO yet."""
    READY = "ready"
    """Named, no transaction."""
    MAIL = "mail"
    """A sender, no recipient."""
    RCPT = "rcpt"
    """At least one recipient."""
    DATA = "data"
    """The message is coming: bytes are content, not commands."""
    CLOSED = "closed"
    """Nothing more is read."""


class Verb(enum.Enum):
    """The commands; OTHER is every word that is none of them."""

    HELO = "HELO"
    EHLO = "EHLO"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    RSET = "RSET"
    NOOP = "NOOP"
    QUIT = "QUIT"
    VRFY = "VRFY"
    HELP = "HELP"
    EXPN = "EXPN"
    OTHER = "other"


class Step(enum.Enum):
    """What the machine does for a command that is in order."""

    HELO = "helo"
    EHLO = "ehlo"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    RSET = "rset"
    NOOP = "noop"
    QUIT = "quit"
    VRFY = "vrfy"
    HELP = "help"


VERBS: Mapping[bytes, Verb] = {verb.value.encode(): verb for verb in Verb if verb is not Verb.OTHER}

COMMAND_STATES = (State.CONNECTED, State.READY, State.MAIL, State.RCPT)

# One row a command; columns in the order of COMMAND_STATES. A Reply refuses and leaves the state alone.
RULES: Mapping[Verb, tuple[Step | Reply, Step | Reply, Step | Reply, Step | Reply]] = {
    #             connected        ready             mail               rcpt
    Verb.HELO: (Step.HELO, Step.HELO, Step.HELO, Step.HELO),
    Verb.EHLO: (Step.EHLO, Step.EHLO, Step.EHLO, Step.EHLO),
    Verb.MAIL: (say.NAME_FIRST, Step.MAIL, say.NESTED_MAIL, say.NESTED_MAIL),
    Verb.RCPT: (say.NAME_FIRST, say.MAIL_FIRST, Step.RCPT, Step.RCPT),
    Verb.DATA: (say.NAME_FIRST, say.MAIL_FIRST, say.RCPT_FIRST, Step.DATA),
    Verb.RSET: (Step.RSET, Step.RSET, Step.RSET, Step.RSET),
    Verb.NOOP: (Step.NOOP, Step.NOOP, Step.NOOP, Step.NOOP),
    Verb.QUIT: (Step.QUIT, Step.QUIT, Step.QUIT, Step.QUIT),
    Verb.VRFY: (Step.VRFY, Step.VRFY, Step.VRFY, Step.VRFY),
    Verb.HELP: (Step.HELP, Step.HELP, Step.HELP, Step.HELP),
    Verb.EXPN: (say.NOT_OFFERED, say.NOT_OFFERED, say.NOT_OFFERED, say.NOT_OFFERED),
    Verb.OTHER: (say.UNKNOWN_COMMAND, say.UNKNOWN_COMMAND, say.UNKNOWN_COMMAND, say.UNKNOWN_COMMAND),
}

TABLE: Mapping[State, Mapping[Verb, Step | Reply]] = {
    state: {verb: row[column] for verb, row in RULES.items()} for column, state in enumerate(COMMAND_STATES)
}
