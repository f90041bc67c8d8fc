"""Short names of hosts completed by the qualify file (sections 20 and d.1)."""

from __future__ import annotations

from collections.abc import Iterable

from smail_compiler.ir.program import QualifyRule
from tests.reference.parsing import Form, parse
from tests.reference.tokens import AddressError


def qualified(address: str, rows: Iterable[QualifyRule]) -> str:
    """An address as it is written for another host: a name without a dot gets the domain of the first row for it.

    Bang paths keep their names, for the hosts of UUCP have no domains; so does what stands before a `%`.
    """
    try:
        parsed = parse(address)
    except AddressError:
        return address
    host = _completed(parsed.target or "", rows)
    match parsed.form:
        case Form.MAILBOX:
            return f"{parsed.remainder}@{host}"
        case Form.ROUTE:
            return f"@{host},{parsed.remainder}"
        case Form.LAST_HOP:
            return f"@{host}:{parsed.remainder}"
    return address


def _completed(host: str, rows: Iterable[QualifyRule]) -> str:
    """A name with a dot is never qualified; first row with the name or `*`; no row: unchanged (20)."""
    if "." in host or host.startswith("["):
        return host
    found = next((row for row in rows if row.host in ("*",) or row.host.lower() == host.lower()), None)
    return host if found is None else f"{host}.{found.domain}"
