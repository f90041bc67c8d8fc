"""Addresses as header fields hold them: mailboxes with names, groups, comments and folds (RFC 5322, section 3.4).

The syntax of section 4, which nobody may write any more and everybody has to read, is taken with `obsolete`. The
addresses themselves are made by the one address parser; a source route is read and forgotten, as section 4.4 asks.
"""

from __future__ import annotations

from smail_runtime.mail.address import AddressError
from smail_runtime.mail.header_reader import Reader, RefusedError
from smail_runtime.mail.header_tokens import Trouble, tokenize
from smail_runtime.mail.mailbox import Item, Mailbox


def parse_addresses(text: str, *, obsolete: bool = False, utf8: bool = False) -> tuple[Item, ...] | AddressError:
    """The address list of a field body such as that of To.

    Without `obsolete` what only section 4 permits is an error of category `obsolete-syntax`. `utf8` admits letters
    beyond ASCII (RFC 6532); domains are given in ASCII. Line ends may be CRLF or LF. Control characters pass in
    comments and names only, and only with `obsolete`.
    """
    return _read(text, obsolete, utf8, many=True)


def parse_mailbox(text: str, *, obsolete: bool = False, utf8: bool = False) -> Mailbox | AddressError:
    """As `parse_addresses` for exactly one mailbox, as in Sender."""
    found = _read(text, obsolete, utf8, many=False)
    if isinstance(found, AddressError):
        return found
    [one] = found
    return one if isinstance(one, Mailbox) else AddressError("bad-mailbox", "one address is expected, not a group")


def _read(text: str, obsolete: bool, utf8: bool, *, many: bool) -> tuple[Item, ...] | AddressError:
    tokens = tokenize(text, utf8=utf8)
    if isinstance(tokens, Trouble):
        return AddressError(*tokens)
    reader = Reader(tokens, obsolete)
    try:
        return tuple(reader.items()) if many else (reader.only(),)
    except RefusedError as refused:
        return refused.error
