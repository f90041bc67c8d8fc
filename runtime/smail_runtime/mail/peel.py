"""Peeling local hosts and quotes off an address until it is local or leads elsewhere (section 10.4)."""

from __future__ import annotations

from collections.abc import Iterator, Set

from smail_runtime.mail.address import Address, AddressError, Form, parse, split
from smail_runtime.mail.case import lower
from smail_runtime.mail.tokens import unquote

MAX_PASSES = 64


def passes(
    text: str, local_hosts: Set[str], *, switch_percent_and_bang: bool = False
) -> Iterator[Address | AddressError]:
    """Every parse of the address in order; the last one says what it is.

    `local_hosts` are lower case. A local host is taken off and the remainder parsed again; a local name with quotes
    or backslashes is stripped of them and parsed again. Each pass has a shorter text; of very long ones that name
    this host again and again no more than MAX_PASSES are made.
    """
    parsed = parse(text)
    percent_first = False
    for _ in range(MAX_PASSES):
        yield parsed
        if isinstance(parsed, AddressError):
            return
        percent_first = percent_first or (switch_percent_and_bang and parsed.form is Form.MAILBOX)
        rest = _rest(parsed, local_hosts)
        if rest is None:
            return
        parsed = split(rest, percent_first=percent_first)
    yield AddressError("too-many-hops", f"it names this host more than {MAX_PASSES} times")


def _rest(parsed: Address, local_hosts: Set[str]) -> str | None:
    if parsed.target is not None:
        return parsed.remainder if lower(parsed.target) in local_hosts else None
    bare = unquote(parsed.text)
    return None if bare == parsed.text else bare
