"""Tests of host names against lists of domains (reference semantics, section 7)."""

from __future__ import annotations

from smail_runtime.mail.case import lower


def ends_in(domain: str, name: str, *, or_equal: bool) -> bool:
    """Whether `name` lies below `domain` (a leading dot of it is dropped), or with `or_equal` is that domain."""
    tail, name = lower(domain.removeprefix(".")), lower(name)
    if not tail or not name.endswith(tail):
        return False
    return or_equal if len(name) == len(tail) else name[-len(tail) - 1] == "."


def any_ends_in(domains: tuple[str, ...], name: str, *, or_equal: bool) -> bool:
    """Whether one of the domains passes the test of `ends_in`."""
    return any(ends_in(domain, name, or_equal=or_equal) for domain in domains)


def covered(items: tuple[str, ...], name: str) -> bool:
    """The third test, of bind's lists: name or subdomain, `!item` for "not", the first fitting item decides."""
    for item in items:
        if ends_in(item.removeprefix("!"), name, or_equal=True):
            return not item.startswith("!")
    return False


def stripped(domains: tuple[str, ...], name: str) -> str:
    """The name without the first of the domains that it lies below."""
    for domain in domains:
        if ends_in(domain, name, or_equal=False):
            return name[: -len(domain.removeprefix(".")) - 1]
    return name
