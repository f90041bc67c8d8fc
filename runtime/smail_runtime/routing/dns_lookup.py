"""`${lookup:NAME:dns{KIND}...}`: records of the DNS as the value of a look-up (an extension, S184).

Several records are joined by one blank, mail exchangers in the order in which they are tried. A question that nobody
can answer for now makes the whole text unknown, so that mail waits (S185).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from smail_runtime.routing.world import Absent, Found, Unknown, World

Answer = Found[tuple[str, ...]] | Absent | Unknown


def dns_lookup(kind: str, name: str, world: World) -> str | Unknown | None:
    """The records of a kind (case ignored) that a name has; None for none, and for a kind that is not known."""
    ask = _KINDS.get(kind.strip().upper())
    found = ask(name, world) if ask is not None and name else Absent()
    if isinstance(found, Unknown):
        return found
    return " ".join(found.value) or None if isinstance(found, Found) else None


def _exchangers(name: str, world: World) -> Answer:
    """Names by preference, then by name; a null MX is none."""
    found = world.mx(name)
    if not isinstance(found, Found):
        return found
    ordered = sorted(found.value, key=lambda one: (one.preference, one.name.lower()))
    return Found(tuple(one.name for one in ordered if one.name))


def _name_of(address: str, world: World) -> Answer:
    found = world.name_of(address.removeprefix("[").removesuffix("]"))
    return Found((found.value,)) if isinstance(found, Found) else found


def _of_family(colon: bool) -> Callable[[str, World], Answer]:
    def ask(name: str, world: World) -> Answer:
        found = world.addresses(name)
        if not isinstance(found, Found):
            return found
        return Found(tuple(one for one in found.value if (":" in one) is colon))

    return ask


_KINDS: Mapping[str, Callable[[str, World], Answer]] = MappingProxyType(
    {
        "A": _of_family(colon=False),
        "AAAA": _of_family(colon=True),
        "CNAME": lambda name, world: world.aliases(name, "A"),
        "MX": _exchangers,
        "PTR": _name_of,
        "TXT": lambda name, world: world.texts(name),
    }
)

KINDS = tuple(_KINDS)
"""The kinds of records that can be asked for."""
