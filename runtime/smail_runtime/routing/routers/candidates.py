"""The names under which bind looks for a host, in order (reference language, section c.7)."""

from __future__ import annotations

from collections.abc import Iterator

from smail_runtime.routing.routers.british import inverted
from smail_runtime.table.router import BindDriver

LONGEST_NAME = 253
LONGEST_LABEL = 63


def candidates(driver: BindDriver, name: str, primary: str) -> Iterator[str]:
    """The name as it stands, then with each of widen_domains, then all of that with its components reversed."""
    other = inverted(driver.british, name)
    for form in (name, *([] if other is None else [other])):
        yield from _as_it_stands(driver, form, primary)
        for suffix in driver.widen_domains:
            if suffix.strip("."):
                yield f"{form}.{suffix.strip('.')}"


def _as_it_stands(driver: BindDriver, name: str, primary: str) -> Iterator[str]:
    """As a resolver with `defnames` and `dns_search` takes it: a plain name is one of the host's own domain."""
    searched = _searched(driver, primary, plain="." not in name)
    if "." in name or not searched:
        yield name
    for domain in searched:
        yield f"{name}.{domain}"


def _searched(driver: BindDriver, primary: str, *, plain: bool) -> tuple[str, ...]:
    """The host's own domain, with dns_search its parents of two components and more too."""
    own = primary.partition(".")[2].lower()
    if not own or not (driver.dns_search or (driver.defnames and plain)):
        return ()
    found = [own]
    while driver.dns_search and found[-1].count(".") > 1:
        found.append(found[-1].partition(".")[2])
    return tuple(found)


def is_dns_name(name: str) -> bool:
    """Whether a name can be in the DNS: lengths within bounds, no empty component (RFC 1035, section 2.3.4)."""
    return 0 < len(name) <= LONGEST_NAME and all(0 < len(label) <= LONGEST_LABEL for label in name.split("."))
