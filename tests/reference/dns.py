"""Look-ups in the DNS (wish S184; the page on expansions tells)."""

from __future__ import annotations

from smail_runtime.routing.world import Absent, Found, Unknown, World
from tests.reference.outcome import DeferredError

Answer = Found[tuple[str, ...]] | Absent | Unknown


def records(kind: str, name: str, world: World) -> str | None:
    """The records of a kind that a name has, parted by blanks; None for none, DeferredError when nobody can tell."""
    found = _asked(kind.strip().upper(), name, world) if name else Absent()
    if isinstance(found, Unknown):
        raise DeferredError(found.reason)
    return " ".join(found.value) if isinstance(found, Found) and any(found.value) else None


def _asked(kind: str, name: str, world: World) -> Answer:
    match kind:
        case "A" | "AAAA":
            return _chosen(world.addresses(name), colon=kind == "AAAA")
        case "CNAME":
            return world.aliases(name, "A")
        case "TXT":
            return world.texts(name)
        case "PTR":
            found = world.name_of(name)
            return Found((found.value,)) if isinstance(found, Found) else found
        case "MX":
            return _exchangers(name, world)
    return Absent()


def _chosen(found: Answer, *, colon: bool) -> Answer:
    """Addresses of one family."""
    return Found(tuple(one for one in found.value if (":" in one) == colon)) if isinstance(found, Found) else found


def _exchangers(name: str, world: World) -> Answer:
    """In the order in which they are tried; the null MX is none."""
    found = world.mx(name)
    if not isinstance(found, Found):
        return found
    ordered = sorted((one.preference, one.name.lower(), one.name) for one in found.value if one.name)
    return Found(tuple(name for _, _, name in ordered))
