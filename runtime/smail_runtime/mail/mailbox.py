"""What the address fields of a header hold: mailboxes and groups of them (RFC 5322, section 3.4)."""

from __future__ import annotations

import msgspec

from smail_runtime.mail.address import Address


class Mailbox(msgspec.Struct, frozen=True):
    """One address; `name` is the phrase before it, quotes taken off, empty if there is none."""

    name: str
    address: Address


class Group(msgspec.Struct, frozen=True):
    """`name: mailbox, mailbox;`"""

    name: str
    mailboxes: tuple[Mailbox, ...]


Item = Mailbox | Group
