"""Short addresses completed: a domain for local names, a domain for host names without dots (section 20)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smail_runtime.mail.address import Address
from smail_runtime.mail.tokens import unquote
from smail_runtime.routing.qualify import completed, with_host

_PLAIN = re.compile(r'[^\s()<>@,;:\\"\[\]]+')


def qualified(address: Address, visible_name: str, qualify: Mapping[str, str]) -> str:
    """The address with its host completed, or with `visible_name` behind a local name."""
    if address.target is None:
        return _with_domain(address.text, visible_name)
    host = completed(address.target, qualify)
    return address.text if host is None else with_host(address, host)


def _with_domain(local: str, domain: str) -> str:
    """`local@domain`, the local name in quotes where mail programs ask for them."""
    bare = unquote(local)
    if _PLAIN.fullmatch(bare):
        return f"{bare}@{domain}"
    escaped = bare.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{domain}'
