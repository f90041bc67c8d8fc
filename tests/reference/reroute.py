"""The router driver `reroute`: pure bang paths made shorter (c.7)."""

from __future__ import annotations

from collections.abc import Iterator

from smail_compiler.ir.program import Entry
from tests.reference.around import Around, text, value
from tests.reference.domains import first_suffix, items, without
from tests.reference.lookups import PROTOCOLS
from tests.reference.parsing import Form, Parsed
from tests.reference.pathalias import database
from tests.reference.tokens import is_operator, tokens


def reroute(router: Entry, parsed: Parsed, around: Around) -> str | None:
    """The shorter path, from the last host that is a candidate on; it is resolved from the very beginning (c.7)."""
    parts, required = tokens(parsed.remainder), items(value(router, "required"))
    if required and first_suffix(parsed.target or "", required) is None:
        return None
    if parsed.form is not Form.BANG or any(is_operator(one) and one != "!" for one in parts):
        return None
    hosts = [parsed.target or "", *parsed.remainder.split("!")]
    for at in range(len(hosts) - 2, 0, -1):
        if _local(router, hosts[at], around):
            return "!".join(hosts[at + 1 :])
        if value(router, "matchall") or (value(router, "matchdb") and _listed(router, hosts[at], around)):
            return "!".join(hosts[at:])
    return None


def _local(router: Entry, host: str, around: Around) -> bool:
    """With `matchlocal` a name of ours, with `bounceonly` in bounces only."""
    wanted = value(router, "matchlocal") and (not value(router, "bounceonly") or not around.sender)
    return bool(wanted) and around.is_local(host)


def _listed(router: Entry, host: str, around: Around) -> bool:
    """Whether the first key that the database has says `+`; without a file there is nothing to consult."""
    data = database(router, around) if text(router, "file") else None
    if data is None:
        return False
    search = PROTOCOLS[text(router, "proto") or "lsearch"]
    found = (search(data, key) for key in _keys(without(host, items(value(router, "domain")))))
    return next((one.startswith("+") for one in found if one is not None), False)


def _keys(host: str) -> Iterator[str]:
    """The exact name, then what is left by components, the dot kept; a name with a dot also without it."""
    while True:
        yield host
        if host.startswith("."):
            yield host[1:]
        rest = host.removeprefix(".").partition(".")[2]
        if not rest:
            return
        host = f".{rest}"
