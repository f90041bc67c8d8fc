"""How strictly an address is read: as the mailer works on it, as SMTP carries it, or as a header field writes it."""

from __future__ import annotations

import enum

from smail_runtime.mail.address import Address, AddressError, parse
from smail_runtime.mail.header_address import parse_mailbox
from smail_runtime.mail.path import parse_path


class Strictness(enum.Enum):
    """The rules for one address: section 10 of the reference semantics, the paths of RFC 5321, or RFC 5322.

    OBSOLETE is RFC 5322 with the syntax of its section 4, which readers have to understand and writers never use.
    """

    MAILER = "mailer"
    RFC5321 = "rfc5321"
    RFC5322 = "rfc5322"
    OBSOLETE = "rfc5322-obsolete"


def parse_as(text: str, strictness: Strictness, *, utf8: bool = False) -> Address | AddressError:
    """One address by the rules named. Names, comments and folds of RFC 5322 are read and forgotten.

    `utf8` admits the internationalised addresses of RFC 6531 and 6532; the mailer takes them in any case.
    """
    if strictness is Strictness.MAILER:
        return parse(text)
    if strictness is Strictness.RFC5321:
        return parse_path(text.encode("utf-8", "surrogateescape"), utf8=utf8)
    found = parse_mailbox(text, obsolete=strictness is Strictness.OBSOLETE, utf8=utf8)
    return found if isinstance(found, AddressError) else found.address
