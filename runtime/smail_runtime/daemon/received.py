"""The Received field that this host puts on top of every message (RFC 5321, 4.4)."""

from __future__ import annotations

import re

from smail_runtime.daemon.edition import Edition
from smail_runtime.mail import headers
from smail_runtime.mail.envelope import MessageFacts
from smail_runtime.routing.dates import mail_date
from smail_runtime.routing.expand import Value, expand, message_scope

_UNFIT = re.compile(r"[^A-Za-z0-9.:_\[\]-]")


def host_word(text: str) -> str:
    """What a client calls itself, fit for a header field: no blanks, comments or quotes."""
    return _UNFIT.sub("?", text)[:255]


def received_field(edition: Edition, facts: MessageFacts) -> bytes:
    """The field by the site's template; without one, or when it has no value, the built-in form."""
    template = edition.variables.received_field
    value = expand(template, message_scope(edition.data, facts, edition.world)) if template is not None else None
    line = headers.field_line(value.text) if isinstance(value, Value) else b""
    return line or headers.field_line(_built_in(edition, facts))


def _built_in(edition: Edition, facts: MessageFacts) -> str:
    return (
        f"Received: from {facts.sender_host or 'unknown'} ([{facts.sender_host_addr}])\n"
        f"by {edition.names.primary} with {facts.sender_proto.upper()} id {facts.message_id};\n"
        f"{mail_date(facts.received)}"
    )
