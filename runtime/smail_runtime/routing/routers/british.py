"""What bind does with British names: components the other way round, MX records that do not count, greybook mail."""

from __future__ import annotations

from smail_runtime.mail.case import lower
from smail_runtime.mail.text import printable
from smail_runtime.routing.answers import Passed, Route, Stopped
from smail_runtime.routing.domains import ends_in
from smail_runtime.routing.routers.database import opened
from smail_runtime.routing.work import Surroundings
from smail_runtime.routing.world import Mx
from smail_runtime.table.router import British


def inverted(settings: British | None, name: str) -> str | None:
    """The name with its components reversed, where that is to be tried."""
    if settings is None or not settings.try_inverting or _below(settings, name) or "." not in name:
        return None
    return _reversed(name)


def kept(settings: British | None, name: str, records: tuple[Mx, ...]) -> tuple[Mx, ...]:
    """The MX records that count: of a British name not those of certain gateways, nor those of high preference."""
    if settings is None or not _below(settings, name):
        return records
    gateways = frozenset(lower(one.strip(".")) for one in settings.ignore_gateways)
    most = settings.max_precedence
    return tuple(
        mx for mx in records if lower(mx.name.rstrip(".")) not in gateways and (not most or mx.preference <= most)
    )


def greybook(settings: British | None, name: str, target: str, around: Surroundings) -> Route | Passed | Stopped:
    """The way to a British host of which no MX record counts."""
    shown = printable(name)
    if settings is None or settings.transport is None:
        return Passed(f"no MX record of {shown} counts")
    listed = _reached(settings, name, around)
    if listed is not True:
        return listed or Passed(f"{shown} is no greybook host")
    called = name if settings.worldorder else _reversed(name)
    hosts = (settings.relay, called) if settings.relay else (called,)
    reason = f"no MX record of {shown} counts, so it goes by {settings.transport}"
    return Route(reason, len(target), True, hosts[0], hosts[1:], settings.transport)


def _reached(settings: British, name: str, around: Surroundings) -> bool | Passed | Stopped:
    """Whether the host is among those reached by greybook; all are when no list is given."""
    if not settings.hosts and settings.data is None:
        return True
    if name in map(lower, settings.hosts):
        return True
    if settings.data is None:
        return False
    search = opened(settings.data, around)
    return search if isinstance(search, Passed | Stopped) else search(name) is not None


def _below(settings: British, name: str) -> bool:
    return ends_in(settings.suffix, name, or_equal=False)


def _reversed(name: str) -> str:
    return ".".join(reversed(name.split(".")))
