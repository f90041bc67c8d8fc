"""Tests of names against lists of domains (section 7)."""

from __future__ import annotations

from collections.abc import Iterable


def items(value: object) -> tuple[str, ...]:
    """The items of a colon list, nothing trimmed; an unset list has none (7)."""
    return tuple(value.split(":")) if isinstance(value, str) else ()


def listed(name: str, among: Iterable[str]) -> bool:
    """The exact test: a whole item, case ignored (7)."""
    return name.lower() in {one.lower() for one in among}


def ends_in(name: str, domain: str, *, equal: bool) -> bool:
    """The suffix test of a domain against a name (7)."""
    domain = domain.removeprefix(".").lower()
    name = name.lower()
    if not domain or not name.endswith(domain):
        return False
    return equal if name == domain else name[: -len(domain)].endswith(".")


def first_suffix(name: str, domains: Iterable[str], *, equal: bool = False) -> str | None:
    """The first domain that a name ends in, left to right, even if a later one is longer (7)."""
    return next((one for one in domains if ends_in(name, one, equal=equal)), None)


def chosen_by(name: str, domains: Iterable[str]) -> bool:
    """The test of bind's lists: the name or one below it; `!` is not; the first item that fits decides (7)."""
    for one in domains:
        if ends_in(name, one.removeprefix("!"), equal=True):
            return not one.startswith("!")
    return False


def without(name: str, domains: Iterable[str]) -> str:
    """The name without the domain it ends in, from the dot on (7)."""
    found = first_suffix(name, domains)
    return name if found is None else name[: -len(found.removeprefix(".")) - 1]
