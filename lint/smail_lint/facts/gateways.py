"""Gateways of the driver bind that lie in domains of one another (reference language, section c.7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smail_runtime.routing.domains import ends_in


def groups(items: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The gateways of a list `gw:domain:domain:+:gw2:domain`, each with its domains."""
    found: list[tuple[str, tuple[str, ...]]] = []
    group: list[str] = []
    for item in (*items, "+"):
        if item != "+":
            group.append(item)
        elif group:
            found.append((group[0], tuple(group[1:])))
            group = []
    return found


def chains(items: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Circles of two gateways and more, each of which lies in a domain of the next."""
    known = groups(items)
    for name, _ in known:
        circle = [name]
        while (after := _gateway_to(circle[-1], known)) is not None and after not in circle:
            circle.append(after)
        if after == name and len(circle) > 1:
            yield tuple(circle)


def _gateway_to(name: str, known: Sequence[tuple[str, tuple[str, ...]]]) -> str | None:
    """The gateway that stands for a host: the first whose domains cover it."""
    covering = (gateway for gateway, domains in known if any(ends_in(one, name, or_equal=True) for one in domains))
    return next(covering, None)
