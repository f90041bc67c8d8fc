"""Routes as databases and programs write them: `host!route!%s` (reference semantics, section 14)."""

from __future__ import annotations

import re

from smail_runtime.mail.case import lower

_HOST = re.compile(r"[A-Za-z0-9._+=][A-Za-z0-9._+=-]*|\[[0-9A-Za-z.:]+\]")
_BLANK = re.compile(r"[ \t\n\v\f\r]")
BAD_ROUTE = "`%s`, `host!%s` or `host!route!%s` is expected"


def route_of(value: str) -> tuple[str, ...] | None:
    """The hosts of the route in a value, () for this host, None for what is no route; it ends at the first blank."""
    text = _BLANK.split(value, maxsplit=1)[0]
    if text == "%s":
        return ()
    return bang_path(text.removesuffix("!%s")) if text.endswith("!%s") else None


def bang_path(text: str) -> tuple[str, ...] | None:
    """The hosts of `a!b!c`, None when one of them cannot be a host."""
    hosts = tuple(text.split("!"))
    return hosts if all(map(_HOST.fullmatch, hosts)) else None


def behind_us(hosts: tuple[str, ...], local: frozenset[str]) -> tuple[str, ...]:
    """The route without names of this host at its start: mail given to them would come back."""
    at = 0
    while at < len(hosts) and lower(hosts[at]) in local:
        at += 1
    return hosts[at:]
