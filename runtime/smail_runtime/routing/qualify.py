"""Short host names completed by the qualify file (reference semantics, section 20; language, section d.1).

Names are completed in addresses as they are written for other hosts. What is local, and which router takes an
address, is decided by the names as they were given. Bang paths keep their names: a host of UUCP has no domain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from smail_runtime.mail.address import Address, Form, parse
from smail_runtime.mail.case import lower
from smail_runtime.table.program import Qualify

_WITH_DOMAINS = (Form.MAILBOX, Form.ROUTE, Form.LAST_HOP)


class Row(Protocol):
    """A row of the qualify file, before or after it was compiled."""

    @property
    def host(self) -> str:
        """A host name without dots, `*` for any."""

    @property
    def domain(self) -> str:
        """What completes it."""


def rows(rules: Iterable[Row]) -> Mapping[str, str]:
    """The rows by host in lower case; the first of a host counts, and none behind a `*`."""
    found: dict[str, str] = {}
    for rule in rules:
        found.setdefault(lower(rule.host), rule.domain)
        if rule.host == "*":
            break
    return found


def completed(host: str, rules: Mapping[str, str]) -> str | None:
    """The host with its domain; None for a name that has a dot, a literal, or a name that no row is about."""
    if "." in host or host.startswith("["):
        return None
    domain = rules.get(lower(host)) or rules.get("*")
    return domain and f"{host}.{domain}"


def with_host(address: Address, host: str) -> str:
    """The address with another host in the place of its target."""
    length = len(address.domain)
    if address.form in (Form.MAILBOX, Form.PERCENT):
        return address.text[: len(address.text) - length] + host
    start = 0 if address.form is Form.BANG else 1
    return address.text[:start] + host + address.text[start + length :]


def qualified(text: str, rules: tuple[Qualify, ...]) -> str:
    """An address for another host with its own host completed."""
    if not rules:
        return text
    address = parse(text)
    if not isinstance(address, Address) or address.form not in _WITH_DOMAINS:
        return text
    host = completed(address.domain, rows(rules))
    return text if host is None else with_host(address, host)
