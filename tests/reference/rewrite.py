"""The router driver `rewrite`: a database of other addresses for those at a host or domain (section 14)."""

from __future__ import annotations

import re

from smail_compiler.ir.program import Entry
from tests.reference.around import Around, text, value
from tests.reference.domains import first_suffix, items, without
from tests.reference.expansion import expand
from tests.reference.lookups import PROTOCOLS
from tests.reference.outcome import DeferredError
from tests.reference.parsing import Form, Parsed, parse
from tests.reference.pathalias import database, keys
from tests.reference.scope import ExpansionError
from tests.reference.tokens import AddressError, stripped

ATOM = r"[A-Za-z0-9#$&'*+/=?^_`{|}~-]+"


def rewrite(router: Entry, parsed: Parsed, target: str, around: Around) -> str | None:
    """`-` is no match, `+` the new address, which is resolved from the beginning; only of local remainders (14)."""
    required = items(value(router, "required"))
    if target.startswith("[") or (required and first_suffix(target, required) is None):
        return None
    user = _local_name(parsed.remainder)
    data = database(router, around) if user is not None else None
    if user is None or data is None:
        return None
    name = without(target, items(value(router, "domain"))).lower()
    search = PROTOCOLS[text(router, "proto") or "lsearch"]
    found = next((one for key, _ in keys(name) if (one := search(data, key)) is not None), "-")
    return None if found.startswith("-") else _rewritten(found, user, name.removeprefix("."), around)


def _local_name(remainder: str) -> str | None:
    try:
        return stripped(remainder) if parse(remainder).form is Form.LOCAL else None
    except AddressError:
        return None


def _quoted(user: str) -> str:
    """In quotes where an address needs them (RFC 5321, section 4.1.2, wish S147), and where an operator is in it."""
    if re.fullmatch(rf"{ATOM}(\.{ATOM})*", user):
        return user
    return '"' + re.sub(r'(["\\])', r"\\\1", user) + '"'


def _rewritten(found: str, user: str, host: str, around: Around) -> str:
    """The template with `$user` and `$host` of this address."""
    template = found[1:].strip()
    if not found.startswith("+") or not template:
        raise DeferredError(f"configuration error: {found!r} has no flag")
    try:
        return expand(template, around.scope(None, user=_quoted(user), host=host))
    except ExpansionError as error:
        raise DeferredError(f"configuration error: {error}") from None
