"""Short addresses completed: a domain for local names, a domain for host names without dots (section 20)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from smail_compiler.ir.program import QualifyRule
from smail_runtime.mail.address import Address, Form
from smail_runtime.mail.case import lower
from smail_runtime.mail.tokens import unquote

_PLAIN = re.compile(r'[^\s()<>@,;:\\"\[\]]+')


def rows(rules: Sequence[QualifyRule]) -> Mapping[str, str]:
    """The rows by host in lower case; the first of a host counts, and none behind a `*`."""
    found: dict[str, str] = {}
    for rule in rules:
        found.setdefault(lower(rule.host), rule.domain)
        if rule.host == "*":
            break
    return found


def qualified(address: Address, visible_name: str, qualify: Mapping[str, str] | None) -> str | None:
    """The address with its host completed, or with `visible_name` behind a local name.

    None when the host has no dot and the rows that would complete it are not known.
    """
    if address.target is None:
        return _with_domain(address.text, visible_name)
    if "." in address.target or address.target.startswith("["):
        return address.text
    if qualify is None:
        return None
    domain = qualify.get(lower(address.target)) or qualify.get("*")
    return _with_host(address, domain and f"{address.target}.{domain}")


def _with_domain(local: str, domain: str) -> str:
    """`local@domain`, the local name in quotes where mail programs ask for them."""
    bare = unquote(local)
    if _PLAIN.fullmatch(bare):
        return f"{bare}@{domain}"
    escaped = bare.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{domain}'


def _with_host(address: Address, completed: str | None) -> str:
    """The address with another host in the place of its target."""
    if completed is None or address.target is None:
        return address.text
    length = len(address.target)
    if address.form in (Form.MAILBOX, Form.PERCENT):
        return address.text[: len(address.text) - length] + completed
    start = 0 if address.form is Form.BANG else 1
    return address.text[:start] + completed + address.text[start + length :]
